/** A component of a page, as the editor keeps it. What is allowed in it is judged where pages are saved. */
export type Component = {
  type?: string
  tagName?: string
  name?: string
  attributes?: Record<string, string>
  classes?: string[]
  components?: Component[]
  content?: string
  block?: string
  settings?: Record<string, unknown>
}

/** A rule of a page's own stylesheet. */
export type Rule = { selectors: string[]; state?: string; media?: string; style: Record<string, string> }

export type Content = { components: Component[]; styles: Rule[] }
