import type { Entity, Field, Json } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { FieldProblem } from '../problem.ts'
import { filesNamedIn } from './files-in-html.ts'
import { sanitizeHtml } from './policy.ts'

/** The longest text that is read at all, in characters before it is cleaned: a page copied from Word weighs many times what it says. */
export const longestRead = 1_000_000

/** As many tags may stand open at once: reading gets slower with each. No text that people write has a hundredth of it. */
const mostOpen = 20_000

/** As many files a text may name where its companion does not say otherwise. */
const mostFiles = 200

const known = new WeakMap<Entity, Field[]>()

function htmlFields(entity: Entity): Field[] {
  const fields = known.get(entity) ?? entity.fields.filter(field => field.kind === 'html')
  known.set(entity, fields)
  return fields
}

/**
 * Makes of the html fields among these values what may be stored: the one door for whatever comes from people, files and plugins. What
 * cannot be read stays as it is, and is told.
 */
export function cleanHtmlFields(entity: Entity, values: Json, changed?: ReadonlySet<string>): FieldProblem[] {
  return htmlFields(entity).flatMap(field => {
    const value = values[field.name]
    if (typeof value !== 'string' || changed?.has(field.name) === false) return []
    const refused = unreadable(field, value)
    if (refused) return [refused]
    values[field.name] = cleanHtml(field, value)
    return []
  })
}

/** Gives companions (`x-pictures-of`) the files that the texts name, and tells where these are too many. */
export function holdNamedFiles(entity: Entity, values: Json): FieldProblem[] {
  return htmlFields(entity).flatMap(field => {
    if (!field.heldIn) return []
    const value = values[field.name]
    const files = typeof value === 'string' ? filesNamedIn(value) : []
    values[field.heldIn] = files.length > 0 ? files : null
    const most = Number(entity.field.get(field.heldIn)!.schema['maxItems'] ?? mostFiles)
    if (files.length <= most) return []
    return [{ pointer: `/${field.name}`, code: 'too-many-files', detail: `${field.title}中最多 ${most} 个图片和文件` }]
  })
}

/** The text as it is stored; null where nothing is left that anybody could see. */
export function cleanHtml(field: Field, text: string): string | null {
  const html = sanitizeHtml(text, { files: field.heldIn !== undefined }).trim()
  return isEmpty(html) ? null : html
}

/** What an editor leaves of a text that was deleted: tags around nothing. */
function isEmpty(html: string): boolean {
  return !/<(?:img|video|hr|table)\b/.test(html) && html.replace(/<[^<>]*>|&nbsp;|\s/g, '') === ''
}

/** Why a text is not even cleaned, where it is so. */
export function unreadable(field: Field, text: string): FieldProblem | undefined {
  const problem = (why: string) => ({ pointer: `/${field.name}`, code: codeOf(field), detail: `${field.title}${why}` })
  if (text.length > longestRead) return problem(`太长，最多 ${longestRead / 10_000} 万字符`)
  return isTooDeep(text) ? problem('的结构太复杂，请先粘贴为纯文本') : undefined
}

function codeOf(field: Field): string {
  return `bad-${columnName(field.name).replaceAll('_', '-')}`
}

function isTooDeep(text: string): boolean {
  let open = 0
  for (const [, closing] of text.matchAll(/<(\/?)[a-z]/gi)) {
    open = closing ? Math.max(0, open - 1) : open + 1
    if (open > mostOpen) return true
  }
  return false
}
