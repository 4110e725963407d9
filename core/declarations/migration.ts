/** A field as a migration names it: of an entity of the plugin, or a column of its sub-table (`loans.days`). */
export type FieldPath = string

/** One step of a declared migration; schemas/migration.schema.json says what each is for. */
export type MigrationStep =
  | { step: 'rename-field'; entity: string; from: FieldPath; to: FieldPath }
  | { step: 'drop-field'; entity: string; field: FieldPath }
  | { step: 'convert-field'; entity: string; field: FieldPath }
  | { step: 'rename-entity'; from: string; to: string }
  | { step: 'drop-entity'; entity: string }
  | { step: 'empty-trash'; entity: string }
  | { step: 'rename-code'; entity?: string; field?: FieldPath; dictionary?: string; from: string; to: string }
  | { step: 'set-value'; entity: string; field: FieldPath; value: string | number | boolean; where?: 'empty' | 'all' }
  | { step: 'rename-menu'; from: string; to: string }

/** A file in a plugin's migrations/, done once in the order of names. */
export type Migration = {
  name: string
  file: string
  /** Of the file as it is written: one that was done is not changed any more. */
  hash: string
} & ({ sql: string; steps?: undefined } | { steps: MigrationStep[]; sql?: undefined })

export type Named = { entity: string; field: FieldPath }

/** What a field is called after these steps; undefined when they drop it. */
export function nameAfter(steps: readonly MigrationStep[], named: Named): Named | undefined {
  let now = named
  for (const step of steps) {
    if (step.step === 'rename-entity' && step.from === now.entity) now = { ...now, entity: step.to }
    if (step.step === 'drop-entity' && step.entity === now.entity) return undefined
    if (step.step === 'drop-field' && step.entity === now.entity && isWithin(now.field, step.field)) return undefined
    if (step.step === 'rename-field' && step.entity === now.entity && isWithin(now.field, step.from))
      now = { ...now, field: step.to + now.field.slice(step.from.length) }
  }
  return now
}

/** What an entity is called after these steps; undefined when they drop it. */
export function entityAfter(steps: readonly MigrationStep[], entity: string): string | undefined {
  let now = entity
  for (const step of steps) {
    if (step.step === 'rename-entity' && step.from === now) now = step.to
    if (step.step === 'drop-entity' && step.entity === now) return undefined
  }
  return now
}

/** A column of a sub-table goes with the sub-table. */
function isWithin(field: FieldPath, other: FieldPath): boolean {
  return field === other || field.startsWith(`${other}.`)
}
