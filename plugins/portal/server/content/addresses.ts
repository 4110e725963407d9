/** What a link or a picture of a page may lead to. */
export type Address =
  | { kind: 'page' | 'column' | 'article' | 'file'; id: string; hash: string }
  | { kind: 'elsewhere'; href: string }
  /** Below the site's own address. */
  | { kind: 'below'; path: string }
  /** Within the page. */
  | { kind: 'here'; href: string }

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const named = new RegExp(`^(page|column|article|file):(${uuid})(#[A-Za-z][\\w-]{0,63})?$`)
const safe = ['http:', 'https:', 'mailto:', 'tel:']
/** Browsers leave some of these out before they look for the scheme. */
const misleading = /[\p{Cc}\s\\<>"`{}|^\ue000\ue001]/u
const below = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^:?#]*(?:\?[^#]*)?(?:#.*)?$/

/** Reads what was typed as a link; undefined for what is none that a page may have. */
export function readAddress(typed: string): Address | undefined {
  const match = named.exec(typed)
  if (match) return { kind: match[1] as 'page', id: match[2]!, hash: match[3] ?? '' }
  if (typed === '' || typed.length > 2000 || misleading.test(typed)) return undefined
  if (/^[#?]/.test(typed)) return { kind: 'here', href: typed }
  if (below.test(typed)) return { kind: 'below', path: typed.replace(/^\.\//, '') }
  return URL.canParse(typed) && safe.includes(new URL(typed).protocol) && /^(https?:\/\/|mailto:|tel:)/i.test(typed)
    ? { kind: 'elsewhere', href: typed }
    : undefined
}

/** The id of `file:<id>`. */
export function fileOf(value: string): string | undefined {
  const address = readAddress(value)
  return address?.kind === 'file' && address.hash === '' ? address.id : undefined
}
