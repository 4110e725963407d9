/** `joinedOn` and `joined-on` -> `joined_on`: how a declared name is written in the database. */
export function columnName(name: string): string {
  return name.replace(/-/g, '_').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

/** `study-note` -> `studyNote`: how expressions call a record by the name of its entity. */
export function variableName(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase())
}

/** Whether a field is called as tenants' own fields are: `ownHometown`. */
export function isOwnName(name: string): boolean {
  return /^own[A-Z][A-Za-z0-9]*$/.test(name)
}

/** A constraint's name: readable, within PostgreSQL's 63 bytes, distinct by its end. */
export function constraintName(...parts: string[]): string {
  const name = parts.map(columnName).join('_')
  if (name.length <= 63) return name
  let hash = 0
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return `${name.slice(0, 54)}_${hash.toString(36)}`
}

/** `members/member` -> `MembersMember`, and what a request brings of it: the names in the OpenAPI document and in TypeScript. */
export function schemaNames(key: string): { read: string; input: string; patch: string } {
  const read = key
    .split(/[/-]/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
  return { read, input: `${read}Input`, patch: `${read}Patch` }
}

/** Whether a plugin may not be called this: names of schemas that the database and the job queue have. */
export function isReservedPlugin(name: string): boolean {
  return ['public', 'bullmq', 'information-schema'].includes(name) || name.startsWith('pg-')
}
