/** Where somebody goes on to at the sites, as a path of theirs; undefined where it leads to another host, or back into signing in. */
export function pathOfSites(asked: unknown): string | undefined {
  const here = 'http://here.invalid'
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.length > 500 || !URL.canParse(asked, here)) return undefined
  const { origin, pathname, search } = new URL(asked, here)
  return origin === here && !pathname.startsWith('//') && !pathname.startsWith('/-/') ? `${pathname}${search}` : undefined
}

/** The code of the tenant whose site it is. */
export function tenantCodeIn(path: string): string {
  return path.split('/')[1] ?? ''
}
