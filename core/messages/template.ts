import type { Json, MessageTemplate, Model } from '../declarations/model.ts'

/** The template of that key; one that is not declared is a mistake of the programmer. */
export function templateOf(model: Model, key: string): MessageTemplate {
  const template = model.messages.get(key)
  if (!template) throw new Error(`message template ${key} is not declared`)
  return template
}

export type Words = { title: string; text: string; variables: Record<string, string> }

const longestTitle = 100
const longestText = 2_000

/** What a person reads. A variable that is not given is left out. */
export function wordsOf(template: MessageTemplate, given: Json): Words {
  const variables = Object.fromEntries(template.variables.map(name => [name, shown(given[name])]))
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => variables[name] ?? '')
  return { title: clipped(fill(template.title), longestTitle), text: clipped(fill(template.text), longestText), variables }
}

/** No longer than that; what is left out shows as `…`. */
export function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
