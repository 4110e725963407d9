/** What came of trying a source. */
export type Tried = {
  found: number
  next: string | null
  entries: { title: string; address: string; publishedAt: string | null; author: string | null }[]
  article: TriedArticle | null
}

export type TriedArticle = {
  address: string
  title: string | null
  author: string | null
  publishedAt: string | null
  paragraphs: string[]
  pictures: number
  problem: string | null
}
