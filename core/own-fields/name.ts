import { pinyinOf } from '../identity/pinyin.ts'

const longest = 30

/** `籍贯` -> `ownJiguan`: a name of its own for a field whose admin gave it none. */
export function nameFor(title: string, taken: string[]): string {
  const letters = pinyinOf(title)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, longest)
  const base = `own${/^[a-z]/i.test(letters) ? letters.charAt(0).toUpperCase() + letters.slice(1) : `Field${letters}`}`
  if (!taken.includes(base)) return base
  for (let number = 2; ; number++) if (!taken.includes(`${base}${number}`)) return `${base}${number}`
}
