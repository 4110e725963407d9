import type { FieldAccess, Permission } from '../declarations/model.ts'

/** How a permission shows a field: as it says of this one, or of all that it does not name; undefined is in full. */
export function accessTo({ fields }: Pick<Permission, 'fields'>, name: string): FieldAccess | undefined {
  return fields?.[name] ?? fields?.['*']
}
