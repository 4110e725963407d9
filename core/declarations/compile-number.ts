import { compileAt, type FieldPlace } from './compile-field.ts'
import type { Field, NumberPart, NumberRule } from './model.ts'

type Declared = { pattern: string; per?: string[]; organization?: string; date?: string; when?: string; start?: number }

const ofOrganization = ['name', 'shortName', 'code'] as const

/** Reads `x-number` of every field that has it, once all fields are known: the numbers speak of the others. */
export function compileNumbers(fields: Field[], place: FieldPlace): void {
  for (const field of fields) {
    const declared = field.schema['x-number'] as Declared | undefined
    if (!declared) continue
    const pointer = `${place.pointer}/${field.name}/x-number`
    const note: Note = (at, message, remedy) => void place.mistakes.push({ file: place.file, pointer: `${pointer}${at}`, message, remedy })
    if (field.kind !== 'text') note('', `a number is a text, and ${field.name} is ${field.kind}`, 'give it the type string and no choices')
    field.number = numberRule(declared, fields, note, place, pointer)
  }
}

type Note = (at: string, message: string, remedy: string) => void

function numberRule(declared: Declared, fields: Field[], note: Note, place: FieldPlace, pointer: string): NumberRule {
  const named = new Map(fields.map(field => [field.name, field]))
  const parts = partsOf(declared.pattern, named, note)
  const told = new Set(parts.flatMap(scopeOf))
  const per = new Set(declared.per ?? told)
  for (const [at, name] of (declared.per ?? []).entries())
    if (!told.has(name))
      note(
        `/per/${at}`,
        `the pattern does not show ${name}, so that two numbers would read alike`,
        `put it into the pattern, or count per one of ${[...told].join(', ') || 'nothing'}`,
      )
  const choices = [...per].filter(name => told.has(name) && name !== 'organization' && name !== 'year')
  if (choices.length > 1)
    note(declared.per ? '/per' : '/pattern', 'numbers are counted per one choice', `name in per one of ${choices.join(', ')}`)
  const organization = declared.organization ?? 'organizationId'
  if (declared.organization !== undefined && named.get(organization)?.relation !== 'core/organization')
    note(
      '/organization',
      `${organization} does not lead to an organization`,
      "name a relation to core/organization, or leave it out for the record's own",
    )
  else if (told.has('organization') && named.get(organization)?.relation !== 'core/organization')
    note('/pattern', 'these records belong to no organization', 'add organizationId with "x-relation": "core/organization"')
  if (declared.date !== undefined && named.get(declared.date)?.kind !== 'date')
    note('/date', `${declared.date} is not a date of this entity`, `use one of ${namesOf(fields, 'date')}, or leave it out for today`)
  return {
    parts,
    organization,
    perOrganization: per.has('organization'),
    perYear: per.has('year'),
    perChoice: choices[0],
    date: declared.date,
    when: declared.when === undefined ? undefined : compileAt(declared.when, `${pointer}/when`, place),
    start: declared.start ?? 1,
  }
}

function scopeOf(part: NumberPart): string[] {
  if ('organization' in part) return ['organization']
  if ('year' in part) return ['year']
  return 'choice' in part ? [part.choice] : []
}

/** `{organization.shortName}〔{year}〕{sequence:3}号` in its parts. */
function partsOf(pattern: string, named: ReadonlyMap<string, Field>, note: Note): NumberPart[] {
  const parts = pattern.split(/(\{[^{}]*\})/).filter(text => text !== '')
  const found = parts.flatMap((text): NumberPart[] => {
    if (!text.startsWith('{')) return [{ text }]
    const part = namedPart(text.slice(1, -1), named)
    if (part) return [part]
    const choices = [...named.values()].filter(isChoice).map(field => field.name)
    const known = [...ofOrganization.map(name => `organization.${name}`), 'year', 'sequence', 'sequence:4', ...choices]
    note('/pattern', `${text} is not known here`, `use of ${known.map(name => `{${name}}`).join(', ')}`)
    return []
  })
  const sequences = found.filter(part => 'sequence' in part).length
  if (sequences !== 1)
    note('/pattern', `a number has one {sequence}, and this has ${sequences}`, 'write {sequence}, or {sequence:4} for 0001')
  return found
}

function namedPart(name: string, named: ReadonlyMap<string, Field>): NumberPart | undefined {
  const [, width] = /^sequence(?::([1-9]))?$/.exec(name) ?? []
  if (name.startsWith('sequence') && (width || name === 'sequence')) return { sequence: Number(width ?? 1) }
  if (name === 'year') return { year: true }
  const property = ofOrganization.find(one => name === `organization.${one}`)
  if (property) return { organization: property }
  const field = named.get(name)
  return field && isChoice(field) ? { choice: name } : undefined
}

function isChoice(field: Field): boolean {
  return field.kind === 'choice' || field.kind === 'dictionary'
}

function namesOf(fields: Field[], kind: Field['kind']): string {
  return (
    fields
      .filter(field => field.kind === kind)
      .map(field => field.name)
      .join(', ') || 'the date fields that it has not yet'
  )
}
