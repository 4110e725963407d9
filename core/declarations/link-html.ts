import { longestRead } from '../html/clean.ts'
import type { FieldPlace } from './compile-field.ts'
import type { Field } from './model.ts'

/** Whatever would write a value past its cleaning, compare by it, or say what only other texts are. */
const notWithHtml = ['x-computed', 'x-default', 'default', 'x-from', 'x-number', 'x-mask', 'x-secret', 'x-internal', 'pattern']

/** Says of every html field which companion holds its files, and notes what neither can be. */
export function linkHtml(fields: Field[], { file, mistakes }: Pick<FieldPlace, 'file' | 'mistakes'>): void {
  const note = (field: Field, keyword: string, message: string, remedy: string) =>
    mistakes.push({ file, pointer: `/properties/${field.name}/${keyword}`, message, remedy })
  for (const field of fields) {
    if (field.kind === 'html') refuseKeywords(field, note)
    const { picturesOf } = field
    if (picturesOf === undefined) continue
    const text = fields.find(one => one.name === picturesOf)
    if (text?.kind !== 'html')
      note(field, 'x-pictures-of', `${picturesOf} is no field of the format html`, `html fields are ${namesOf(fields) || 'not there yet'}`)
    else if (text.heldIn) note(field, 'x-pictures-of', `the files of ${picturesOf} are held by ${text.heldIn}`, 'leave one of the two out')
    else text.heldIn = field.name
    if (field.kind !== 'files' || !field.readOnly)
      note(
        field,
        'x-pictures-of',
        `${field.name} is not a readOnly list of files`,
        'add "type": "array", "items": { "x-file": {} } and "readOnly": true',
      )
  }
}

type Note = (field: Field, keyword: string, message: string, remedy: string) => void

function refuseKeywords(field: Field, note: Note): void {
  for (const keyword of notWithHtml)
    if (field.schema[keyword] !== undefined)
      note(field, keyword, `${keyword} has no meaning for a text with a look`, 'leave it out, or the format html')
  if (Number(field.schema['maxLength'] ?? 0) > longestRead)
    note(field, 'maxLength', `no text of more than ${longestRead} characters is read`, `write ${longestRead} at most`)
}

function namesOf(fields: Field[]): string {
  return fields
    .filter(field => field.kind === 'html')
    .map(field => field.name)
    .join(', ')
}
