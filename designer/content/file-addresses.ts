const stored = /file:([0-9a-f-]{36})/gi
const shown = /\/api\/v1\/core\/files\/([0-9a-f-]{36})\/content/gi

/** `file:<id>` as the address from which the admin shows it; other text stays as it is. */
export const toShown = (text: string): string => text.replace(stored, '/api/v1/core/files/$1/content')

/** And back. */
export const toStored = (text: string): string => text.replace(shown, 'file:$1')

/** The file that an address of either kind names. */
export const fileIn = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : /file:([0-9a-f-]{36})/i.exec(toStored(text))?.[1]
