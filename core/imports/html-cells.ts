import type { Entity, Json } from '../declarations/model.ts'
import { htmlOfText, textOfHtml } from '../html/plain-text.ts'
import { maxCellChars } from '../spreadsheets/column.ts'
import { tidyText } from '../spreadsheets/text.ts'

/**
 * A cell has no look: what it says becomes paragraphs. Where the record says just that already, it keeps its pictures and headings: a file that
 * was exported and comes back changes nothing.
 */
export function withHtml(entity: Entity, values: Json, held: Json = {}): Json {
  const texts = entity.fields.filter(field => field.kind === 'html' && typeof values[field.name] === 'string')
  if (texts.length === 0) return values
  const made = { ...values }
  for (const { name } of texts) {
    const said = String(values[name])
    if (typeof held[name] === 'string' && inCell(held[name]) === said) delete made[name]
    else made[name] = htmlOfText(said)
  }
  return made
}

/** What an exported cell says of it, as it is read back. */
function inCell(html: string): string {
  return tidyText(textOfHtml(html).slice(0, maxCellChars))
}
