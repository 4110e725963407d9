import type { FormGroup, FormLayout, FormPlace } from '../../../core/declarations/model.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'

const usualColumns = 2
const wide = new Set(['rows', 'files', 'document', 'html'])

/** How many columns a field takes: what needs room has all of them. */
export function spanOf(field: ScreenField, place: FormPlace, columns: number): number {
  if (place.span) return Math.min(place.span, columns)
  return wide.has(field.kind) || field.format === 'text' ? columns : 1
}

/**
 * Where the fields stand: as declared, and those that nobody placed after them; or all of them by their kind. What holds the files of a text
 * stands nowhere: the text shows them.
 */
export function layoutOf(screen: Screen): FormLayout {
  const shown = screen.fields.filter(field => field.picturesOf === undefined)
  if (!screen.form) return { way: 'groups', parts: [{ groups: derived(shown) }] }
  const placed = new Set(screen.form.parts.flatMap(part => part.groups.flatMap(group => group.fields.map(field => field.name))))
  const rest = shown.filter(field => !placed.has(field.name) && field.name !== screen.parentField)
  if (rest.length === 0) return screen.form
  const parts = screen.form.parts.map((part, at) =>
    at === screen.form!.parts.length - 1 ? { ...part, groups: [...part.groups, ...restOf(rest)] } : part,
  )
  return { ...screen.form, parts }
}

function restOf(fields: ScreenField[]): FormGroup[] {
  const own = fields.filter(field => field.own)
  const others = fields.filter(field => !field.own)
  return [group('其他', others), group('本单位的字段', own)].filter(one => one.fields.length > 0)
}

/** What is short first, then what takes the whole width, each long thing under a heading of its own only where it is a sub-table. */
function derived(fields: ScreenField[]): FormGroup[] {
  const own = fields.filter(field => field.own)
  const declared = fields.filter(field => !field.own)
  const tables = declared.filter(field => field.kind === 'rows')
  const long = declared.filter(field => !tables.includes(field) && (wide.has(field.kind) || field.format === 'text'))
  const short = declared.filter(field => !tables.includes(field) && !long.includes(field))
  return [group(undefined, [...short, ...long]), ...tables.map(field => group(undefined, [field])), group('本单位的字段', own)].filter(
    one => one.fields.length > 0,
  )
}

const group = (title: string | undefined, fields: ScreenField[]): FormGroup => ({
  title,
  columns: usualColumns,
  fields: fields.map(({ name }) => ({ name })),
})
