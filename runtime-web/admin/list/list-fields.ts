import type { Screen, ScreenField } from '../fields/screen.ts'

const system = (name: string, title: string): ScreenField => ({
  name,
  told: name,
  title,
  kind: 'date-time',
  required: true,
  readOnly: true,
  immutable: true,
  limits: {},
  writable: { create: false, update: false },
  listed: false,
})

const times = [system('createdAt', '创建时间'), system('updatedAt', '更新时间')]

/** What a list can be asked for, and what it can show: the declared fields that the caller sees, and when a record was made and changed. */
export function fieldsOf(screen: Screen): ScreenField[] {
  return [...screen.fields.filter(field => field.shown !== 'hidden'), ...times]
}

/** The fields that can be columns. */
export function columnFields(screen: Screen): ScreenField[] {
  return fieldsOf(screen).filter(field => field.listed || times.includes(field))
}

const unsorted = new Set(['html', 'texts', 'file', 'files', 'document', 'rows', 'relation'])

/** Whether a list can be put in its order: an order tells values too, so what is not seen in full cannot be sorted by. */
export function isSortable(field: ScreenField): boolean {
  return field.shown === undefined && !field.secret && field.computed?.when !== 'read' && !unsorted.has(field.kind)
}

/** Numbers stand at the right, so that their places are below each other. */
export const isNumber = ({ kind }: ScreenField): boolean => kind === 'integer' || kind === 'number'

const longText = 200
const firstColumns = 8

/** The columns before anyone chose others: what stands for the record, then as it is declared, without what is too long for a line. */
export function usualColumns(screen: Screen): string[] {
  const fields = columnFields(screen).filter(field => !times.includes(field) && field.name !== screen.label)
  const inOwnWay = widgetsOf(screen)
  const short = fields.filter(
    ({ name, kind, limits }) =>
      !['file', 'files'].includes(kind) && !(kind === 'texts' && inOwnWay.has(name)) && Number(limits['maxLength'] ?? 0) <= longText,
  )
  const names = short.map(field => field.name)
  // Where a record is on its way is what one looks for first.
  const state = names.filter(name => name === screen.workflow?.state)
  const label = columnFields(screen).filter(field => field.name === screen.label)
  return [...new Set([...label.map(field => field.name), ...state, ...names])].slice(0, firstColumns)
}

/** Fields that have a widget of their own: their texts may be ids, or say something to the widget alone. */
function widgetsOf({ form }: Screen): Set<string> {
  const places = form?.parts.flatMap(part => part.groups.flatMap(group => group.fields)) ?? []
  return new Set(places.filter(place => place.widget).map(place => place.name))
}

/** Pixels that a column is wide until someone drags it. */
export function usualWidth(field: ScreenField, isLabel: boolean): number {
  if (isLabel) return Number(field.limits['maxLength'] ?? 0) > 50 ? 260 : 140
  switch (field.kind) {
    case 'boolean':
    case 'integer':
    case 'number':
      return 110
    case 'date':
      return 130
    case 'choice':
    case 'dictionary':
      return 140
    case 'date-time':
      return 170
    case 'relation':
      return field.relation?.entity === 'core/organization' ? 260 : 150
    default:
      if (field.format === 'phone') return 140
      return Number(field.limits['maxLength'] ?? 0) > 50 ? 220 : 180
  }
}
