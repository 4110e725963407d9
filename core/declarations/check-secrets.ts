import type { Surroundings } from './compile-entity.ts'
import type { Entity, Field } from './model.ts'

/** What stands encrypted has no order and no parts: it can be found by the whole value, and no other part of a declaration may hold it. */
export function checkSecrets(entity: Entity, { mistakes }: Surroundings): void {
  const refuse = (pointer: string, message: string, remedy: string) => mistakes.push({ file: entity.file, pointer, message, remedy })
  const secrets = entity.fields.filter(field => field.secret)
  for (const field of secrets) {
    const pointer = `/properties/${field.name}`
    if (field.kind !== 'text') refuse(`${pointer}/x-secret`, `${field.name} is no text`, 'leave x-secret out: only texts are encrypted')
    if (field.search === 'pinyin')
      refuse(`${pointer}/x-search`, 'the pinyin of a secret would stand there for all to read', 'use "exact", or leave x-search out')
    if (field.readOnly && field.computed)
      refuse(`${pointer}/x-computed`, `${field.name} follows from fields that are no secret`, 'leave x-secret or x-computed out')
    const index = `${field.name}Index`
    if (entity.field.has(index))
      refuse(`/properties/${index}`, `the hash of the secret ${field.name} is kept under this name`, 'give the field another name')
    if (entity.label === field.name)
      refuse('/x-label', `${field.name} is a secret, and a label is shown everywhere`, 'name another field in x-label')
  }
  refuseNames(entity.indexes.flat(), '/x-index', secrets, refuse)
  refuseNames(
    entity.sort.split(',').map(key => key.replace(/^-/, '')),
    '/x-sort',
    secrets,
    refuse,
  )
  refuseNames(
    entity.unique.filter(rule => rule.ignoreCase).flatMap(rule => rule.fields),
    '/x-unique',
    secrets,
    refuse,
  )
  refuseNames(Object.values(entity.account ?? {}), '/x-account', secrets, refuse)
}

function refuseNames(
  names: string[],
  pointer: string,
  secrets: Field[],
  refuse: (pointer: string, message: string, remedy: string) => void,
): void {
  for (const name of new Set(names))
    if (secrets.some(field => field.name === name)) refuse(pointer, `${name} is a secret`, `leave ${name} out, or its x-secret`)
}
