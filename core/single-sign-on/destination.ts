/**
 * Where someone comes after entering, as an address of ours. Only the desk is: who sends people to us does not choose another host, nor
 * what they ask of the server. Undefined when it leads elsewhere.
 */
export function destinationWithin(asked: string): string | undefined {
  const here = 'http://here.invalid'
  if (!asked.startsWith('/') || !URL.canParse(asked, here)) return undefined
  const { origin, pathname, search, hash } = new URL(asked, here)
  const inside = pathname === '/admin' || (pathname.startsWith('/admin/') && !pathname.startsWith('/admin//'))
  return origin === here && inside ? `${pathname}${search}${hash}` : undefined
}
