/**
 * Where a person wanted to go before he had to sign in, as an address below /admin. Whatever leads elsewhere (another host, another
 * part of this one) leads to the first page instead: who sends a link to the login page must not choose what comes after it.
 */
export function destinationOf(next: string | null): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next)) return '/'
  const { origin, pathname, search, hash } = new URL(`/admin${next}`, location.origin)
  if (origin !== location.origin || !pathname.startsWith('/admin/')) return '/'
  const inside = pathname.slice('/admin'.length)
  return inside.startsWith('//') ? '/' : `${inside}${search}${hash}`
}
