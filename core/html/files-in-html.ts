/** Tags of a cleaned text that may name files; in one, `<` and `>` stand for themselves nowhere else, nor do quotes in a value. */
const namingTags = /<(?:a|img|video) [^<>]*>/g
const named = /(?<= (?:href|src|poster)=")file:([0-9a-f-]{36})(?=")/g

/** The files that a cleaned text names, each once, in its order. */
export function filesNamedIn(html: string): string[] {
  return [...new Set([...html.matchAll(namingTags)].flatMap(([tag]) => [...tag.matchAll(named)].map(([, id]) => id!)))]
}

/** A cleaned text with the addresses that its files have where it is shown, which must be without quotes. */
export function withFileAddresses(html: string, address: (id: string) => string): string {
  return html.replace(namingTags, tag => tag.replace(named, (_, id: string) => address(id)))
}
