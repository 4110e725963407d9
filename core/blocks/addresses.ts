import type Handlebars from 'handlebars'

/** Where what a block shows is to be found from the page that it stands on. */
export type Addresses = {
  /** A file's content, of a picture also in about this width. */
  file(id: string, width?: number): string
  /** A place of the site: the parts of its path, and what stands behind the question mark. */
  link(parts: string[], query: Record<string, string>): string
  /** What an editor typed (https:, mailto:, tel:, page:…) as an address; undefined where it leads nowhere. */
  href(typed: string): string | undefined
}

/** The addresses of a site that is served below `base`: `/demo/party/`. */
export function addressesBelow(base: string, given: Partial<Addresses> = {}): Addresses {
  const file = given.file ?? ((id, width) => `/${base.split('/')[1]}/-/files/${id}${width === undefined ? '' : `?width=${width}`}`)
  return {
    file,
    link: given.link ?? ((parts, query) => `${base}${parts.join('/')}${asked(query)}`),
    href: typed => harmless(given.href?.(typed) ?? (typed.startsWith('file:') ? file(encodeURIComponent(typed.slice(5))) : typed)),
  }
}

function asked(query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? '' : `?${text}`
}

/** The address where following it does no more than lead there; undefined for javascript:, data: and whatever else there is. */
function harmless(address: string): string | undefined {
  // Browsers read on over line breaks and control characters.
  const read = address.replace(/[\p{Cc}\s]+/gu, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(read)?.[1]?.toLowerCase()
  if (scheme === undefined) return /^[\\/]{2}/.test(read) ? undefined : read
  return ['http', 'https', 'mailto', 'tel'].includes(scheme) ? read : undefined
}

type Given = { addresses: Addresses }

export function addressesIn({ data }: Handlebars.HelperOptions): Addresses {
  return (data as Given).addresses
}

/** `{{link "columns" code page=2}}`, `{{href typed}}`, `{{file id}}`. */
export const addressHelpers: Record<string, Handlebars.HelperDelegate> = {
  link(...given: unknown[]) {
    const options = given.pop() as Handlebars.HelperOptions
    const parts = given.flatMap(part => String(part ?? '').split('/')).filter(part => part !== '' && part !== '.' && part !== '..')
    const query = Object.entries(options.hash).filter(([, value]) => value !== null && value !== undefined && value !== '')
    return addressesIn(options).link(parts.map(encodeURIComponent), Object.fromEntries(query.map(([name, value]) => [name, String(value)])))
  },
  href: (typed: unknown, options: Handlebars.HelperOptions) =>
    (typeof typed === 'string' && typed !== '' && addressesIn(options).href(typed)) || '',
  file: (id: unknown, options: Handlebars.HelperOptions) => (typeof id === 'string' && id !== '' ? addressesIn(options).file(id) : ''),
}
