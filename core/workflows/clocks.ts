import { laterBy, startOf } from '../calendar/period.ts'
import type { EditedDays } from '../calendar/working-days.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Clock, DatedPeriod, Transition, Workflow, WorkflowState } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { defineProblem, type FieldProblem, type Problem } from '../problem.ts'
import type { Process } from './process.ts'

export const tooEarly = defineProblem('workflow.too-early', 409, '还没有到可以办理的日期')
export const papersMissing = defineProblem('workflow.papers-missing', 409, '材料还不齐全')

/** What the clocks of a state say of a record: from when it may go on, until when it has to, and which papers are still missing. */
export type Times = {
  earliest: string | null
  latest: string | null
  missing: { name: string; title: string }[]
  message?: string
  /** The day on which it was really done, where a field of the record says that. */
  done?: { name: string; title: string; on: string | null }
}

/** Dates are those of China; without a date to count from, a clock counts from the day on which the state was entered. */
export function timesOf(
  entity: Entity,
  { clocks }: WorkflowState,
  process: Pick<Process, 'enteredAt'>,
  values: Json,
  edited: EditedDays,
): Times | undefined {
  if (!clocks) return undefined
  const entered = todayInShanghai(new Date(process.enteredAt))
  const endOf = (clock: Clock | undefined): string | null => {
    const since = clock?.since === undefined ? entered : values[clock.since]
    return clock && typeof since === 'string' ? dayAfter(since, clock.period, edited) : null
  }
  const { on } = clocks
  const [least, notice, latest] = [endOf(clocks.least), endOf(clocks.notice), endOf(clocks.most)]
  const noticeIsLater = notice !== null && (least === null || notice > least)
  return {
    earliest: noticeIsLater ? notice : least,
    latest,
    missing: clocks.papers.filter(name => isEmpty(values[name])).map(name => ({ name, title: entity.field.get(name)?.title ?? name })),
    message: noticeIsLater ? clocks.notice?.message : clocks.least?.message,
    done: on === undefined ? undefined : { name: on, title: entity.field.get(on)?.title ?? on, on: dateIn(values[on]) },
  }
}

/** The same as replies tell it. */
export function toldTimes({ earliest, latest, missing }: Times): Json {
  return { earliest, latest, missing, overdue: latest !== null && latest < todayInShanghai() }
}

/** Why a record cannot go on yet, by the clocks of the state that it is in; going back and what may be done at any time are not held up. */
export function heldUp(times: Times | undefined, transition: Transition): Problem | undefined {
  if (!times || transition.anytime || transition.until || transition.kind === 'refuse' || transition.event === 'return') return undefined
  if (times.missing.length > 0) {
    const errors = times.missing.map(
      ({ name, title }): FieldProblem => ({ pointer: `/${name}`, code: 'paper-missing', detail: `缺少${title}` }),
    )
    return papersMissing(`缺少${times.missing.map(one => one.title).join('、')}`, errors)
  }
  const today = todayInShanghai()
  const { done, earliest } = times
  const day = done?.on ?? today
  const at = (code: string, detail: string): FieldProblem[] => (done?.on ? [{ pointer: `/${done.name}`, code, detail }] : [])
  if (day > today) return tooEarly(`${done!.title}晚于今天`, at('in-future', `${done!.title}晚于今天`))
  if (earliest === null || earliest <= day) return undefined
  const detail = `${times.message ?? '还没有到规定的期限'}，最早 ${earliest}`
  return tooEarly(detail, at('too-early', detail))
}

/** Steps lie one after another: what was done on an earlier day than a step that led here was not done then. */
export function outOfOrder(
  entity: Entity,
  { workflow, process, transition }: { workflow: Workflow; process: Pick<Process, 'path' | 'state'>; transition: Transition },
  values: Json,
): Problem | undefined {
  const name = workflow.states.get(process.state)?.clocks?.on
  const on = name === undefined ? null : dateIn(values[name])
  if (name === undefined || on === null || !transition.asks.fields.some(field => field.name === name)) return undefined
  for (const step of process.path.slice(0, -1)) {
    const earlier = workflow.states.get(step)?.clocks?.on
    const date = earlier === undefined ? null : dateIn(values[earlier])
    if (date === null || date <= on) continue
    const titleOf = (field: string) => entity.field.get(field)?.title ?? field
    const detail = `${titleOf(name)}早于${titleOf(earlier!)}（${date}）`
    return tooEarly(detail, [{ pointer: `/${name}`, code: 'out-of-order', detail }])
  }
  return undefined
}

/** The date so much later than a date or the day of a time. */
export function dayAfter(since: string, period: DatedPeriod, edited: EditedDays): string {
  const date = dateIn(since)!
  return todayInShanghai(laterBy(startOf(date), period(date), edited))
}

function dateIn(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return value.length === 10 ? value : todayInShanghai(new Date(value))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
