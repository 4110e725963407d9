/** The changes of the tree that take something along. */
export type Reshaping = 'move' | 'merge' | 'dissolve'

/** What goes along with an organization, as far as the caller may know. */
export type Impact = {
  /** Itself and all below it. */
  organizations: number
  records: { entity: string; title: string; own: number; below: number }[]
  users?: number
  /** Rights anchored at what goes along: they stay with it. */
  grants?: number
  /** Rights over a higher organization, with all below it, that reach what goes along no longer, and those that newly do. */
  losing?: number
  gaining?: number
}
