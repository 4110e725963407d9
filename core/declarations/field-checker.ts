import type { Mistake } from './declaration-error.ts'
import type { Field } from './model.ts'

/** Notes every name that is not a field (or, for `column`, not one that the database can sort and compare), and gives back the others. */
export type Check = (names: string[] | undefined, pointer: string, as?: 'field' | 'column') => string[]

export function fieldChecker(file: string, fields: Field[], mistakes: Mistake[]): Check {
  const known = new Map(fields.map(field => [field.name, field]))
  const comparable = fields.filter(isComparable).map(field => field.name)
  return (names = [], pointer, as = 'field') =>
    names.filter(name => {
      const field = known.get(name)
      if (field && (as === 'field' || isComparable(field))) return true
      mistakes.push({
        file,
        pointer,
        message: field ? `${name} has no column of its own to compare by` : `${name} is not a field`,
        remedy: `fields are ${(as === 'field' ? [...known.keys()] : comparable).join(', ')}`,
      })
      return false
    })
}

function isComparable(field: Field): boolean {
  return !['rows', 'files', 'texts', 'document', 'html'].includes(field.kind) && field.computed?.when !== 'read'
}
