import type { Json } from '../../../core/declarations/model.ts'
import { Problem } from '../api/problem.ts'
import { get, patch, post } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { bodyOfChange, bodyOfNew, type FormValues, plain, same, valuesOf } from './values.ts'

/** Someone else changed the same fields meanwhile: what the form began with, what is in it, and what the record holds by now. */
export type Conflict = { begun: FormValues; mine: FormValues; record: Told; theirs: FormValues; fields: ScreenField[] }

/** Creates a record; sent again with the same content, it is not created twice. */
export function creating(screen: Screen): (values: FormValues) => Promise<Told> {
  let last = { content: '', key: '' }
  return values => {
    const body = bodyOfNew(screen, values)
    const content = JSON.stringify(body)
    if (content !== last.content) last = { content, key: newKey() }
    return post<Told>(screen.path, body, { idempotencyKey: last.key })
  }
}

// crypto.randomUUID is there under HTTPS alone, and an intranet may have none.
const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** Sends what was changed; gives the conflict where somebody was faster. @throws Problem */
export async function saveChange(screen: Screen, record: Told, begun: FormValues, mine: FormValues): Promise<Conflict | undefined> {
  const body = bodyOfChange(screen, begun, mine)
  if (Object.keys(body).length === 0) return undefined
  return sendChange(screen, record, begun, mine, body, record.version)
}

/** Saves again after a choice for each field in conflict: those of the other person are left as they are. */
export function saveChosen(screen: Screen, conflict: Conflict, keepTheirs: ReadonlySet<string>): Promise<Conflict | undefined> {
  const { begun, mine, record } = conflict
  const body = Object.fromEntries(Object.entries(bodyOfChange(screen, begun, mine)).filter(([name]) => !keepTheirs.has(name)))
  return sendChange(screen, record, begun, mine, body, record.version)
}

async function sendChange(
  screen: Screen,
  { id }: Told,
  begun: FormValues,
  mine: FormValues,
  body: Json,
  version: number,
): Promise<Conflict | undefined> {
  if (Object.keys(body).length === 0) return undefined
  try {
    await patch(`${screen.path}/${id}`, body, version)
    return undefined
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'record.stale') throw error
    const record = await get<Told>(`${screen.path}/${id}`)
    const theirs = valuesOf(screen, record)
    const fields = screen.fields.filter(field => field.name in body && !same(field, theirs[field.name], begun[field.name]))
    // Both came to the same: nothing is left to choose.
    const differing = fields.filter(field => !same(field, theirs[field.name], plain(field, mine[field.name])) || fields.length === 1)
    return { begun, mine, record, theirs, fields: differing.length > 0 ? differing : fields }
  }
}
