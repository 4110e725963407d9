import type { Json } from '../../../../core/index.ts'

/** A piece of a page, in GrapesJS's spelling; text is of the type `textnode`, what fills itself of the type `block`. */
export type Component = {
  type?: string
  tagName?: string
  attributes?: Record<string, string | number | boolean>
  classes?: string[]
  components?: Component[]
  /** Of a `textnode` alone. */
  content?: string
  /** Of a `block` alone: `portal.articles`. */
  block?: string
  settings?: Json
  /** How the editor calls it. */
  name?: string
}

/** How what the selectors mean together looks. */
export type Rule = {
  selectors: string[]
  state?: string
  media?: string
  style: Record<string, string>
}

/** What a page holds. */
export type Content = { components?: Component[]; styles?: Rule[] }

/** The kinds of pages that a site has. */
export type PageKind = 'home' | 'page' | 'column' | 'article' | 'search' | 'header' | 'footer'

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing that is seen, and what stands for something else within a skeleton. */
export const unprintable = /[^\P{Cc}\t\n\r]|[\u2028\u2029\ue000\ue001\ufffe\uffff]/u
