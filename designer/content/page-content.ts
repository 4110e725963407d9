/** One element of a page, in the spelling of GrapesJS; `content` only of a text node, `block` and `settings` only of a dynamic block. */
export type StoredComponent = {
  type?: string
  tagName?: string
  attributes?: Record<string, string>
  classes?: string[]
  components?: StoredComponent[]
  content?: string
  block?: string
  settings?: Record<string, unknown>
  name?: string
}

export type StoredRule = {
  /** `#id` or `.class`; it is for what has all of them. */
  selectors: string[]
  state?: 'hover' | 'focus'
  media?: string
  style: Record<string, string>
}

/** What a page holds, as it is stored: the field `content` of `portal/page`. */
export type PageContent = { components: StoredComponent[]; styles: StoredRule[] }

export const emptyContent = (): PageContent => ({ components: [], styles: [] })

/** Every component, parents before their children. */
export function* everyComponent(components: StoredComponent[]): Generator<StoredComponent> {
  for (const component of components) {
    yield component
    yield* everyComponent(component.components ?? [])
  }
}
