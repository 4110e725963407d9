/** By what a source is read. */
export type Rules = {
  kind: 'feed' | 'page'
  address: string
  text: 'page' | 'feed' | null
  listSelector: string | null
  linkSelector: string | null
  titleSelector: string | null
  dateSelector: string | null
  nextSelector: string | null
  bodySelector: string | null
  authorSelector: string | null
  leaveOut: string | null
  encoding: string | null
}

export function rulesOf(source: Partial<Rules>): Rules {
  const selector = (name: keyof Rules) => (source[name] ?? null) as string | null
  return {
    kind: source.kind ?? 'page',
    address: source.address ?? '',
    text: source.text ?? null,
    listSelector: selector('listSelector'),
    linkSelector: selector('linkSelector'),
    titleSelector: selector('titleSelector'),
    dateSelector: selector('dateSelector'),
    nextSelector: selector('nextSelector'),
    bodySelector: selector('bodySelector'),
    authorSelector: selector('authorSelector'),
    leaveOut: selector('leaveOut'),
    encoding: selector('encoding'),
  }
}
