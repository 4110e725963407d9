/** What says only how a reader came there. */
const tracking = /^(utm_\w+|spm|from|isappinstalled|share_\w+|source|scene|chksm|timestamp|_t|wxfrom|clicktime|enterid|gclid|fbclid)$/i

/** An address on a page, in full; undefined where it leads to no page of the web. */
export function absolute(address: string | null | undefined, base: string): string | undefined {
  const text = address?.trim()
  if (!text || !URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  url.hash = ''
  return url.href.length <= 2_000 ? url.href : undefined
}

/** By which the same article is known again: without the scheme, what tells only of the way there, and the order of what is asked. */
export function addressKey(address: string): string {
  const url = new URL(address)
  const asked = [...url.searchParams].filter(([name]) => !tracking.test(name)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const path = url.pathname.replace(/\/(index|default)\.(s?html?|php|aspx?|jsp)$/i, '/')
  return `${url.host}${path}${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`
}
