/** An article as a feed or list tells of it. */
export type Entry = {
  /** In full. */
  address: string
  /** By which it is known again. */
  key: string
  title: string
  publishedAt?: string
  author?: string
  /** The content that came along, HTML that nobody has looked at. */
  html?: string
}

/** What a feed or list holds. */
export type Entries = { entries: Entry[]; next?: string }

/** Where in pages things stand: CSS selectors. */
export type PageRules = {
  listSelector?: string | null
  linkSelector?: string | null
  titleSelector?: string | null
  dateSelector?: string | null
  nextSelector?: string | null
  bodySelector?: string | null
  authorSelector?: string | null
  leaveOut?: string | null
}
