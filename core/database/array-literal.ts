/** How a value of a column stands in PostgreSQL's array of that column's values. */
export type Element = (value: unknown) => string

const special = /["\\]/

/** A text within an array: always in quotes, so that NULL, commas and braces are no more than text. */
const quoted = (text: string): string => (special.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`)

const ofValue: Element = value => {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? quoted(JSON.stringify(value)) : String(value)
}
const ofJson: Element = value => quoted(JSON.stringify(value))
const ofArray: Element = value => quoted(arrayLiteral(value as unknown[], ofValue))

/** How values of a column of this type are written as elements. Arrays and JSON stand there as text, and are cast from it. */
export function elementOf(type: string): Element {
  if (type.endsWith('[]')) return ofArray
  return type === 'jsonb' || type === 'json' ? ofJson : ofValue
}

/** An array as PostgreSQL reads it from text; what is missing is NULL. */
export function arrayLiteral(values: readonly unknown[], element: Element): string {
  let text = '{'
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (at > 0) text += ','
    text += value === null || value === undefined ? 'NULL' : element(value)
  }
  return `${text}}`
}
