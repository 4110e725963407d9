import { laterBy, startOf } from '../calendar/period.ts'
import type { EditedDays } from '../calendar/working-days.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Clock, DeclaredPeriod, Transition, WorkflowState } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { defineProblem, type FieldProblem, type Problem } from '../problem.ts'
import type { Process } from './process.ts'

export const tooEarly = defineProblem('workflow.too-early', 409, '还没有到可以办理的日期')
export const papersMissing = defineProblem('workflow.papers-missing', 409, '材料还不齐全')

/** What the clocks of a state say of a record: from when it may go on, until when it has to, and which papers are still missing. */
export type Times = { earliest: string | null; latest: string | null; missing: { name: string; title: string }[]; message?: string }

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
  const [least, notice, latest] = [endOf(clocks.least), endOf(clocks.notice), endOf(clocks.most)]
  const noticeIsLater = notice !== null && (least === null || notice > least)
  return {
    earliest: noticeIsLater ? notice : least,
    latest,
    missing: clocks.papers.filter(name => isEmpty(values[name])).map(name => ({ name, title: entity.field.get(name)?.title ?? name })),
    message: noticeIsLater ? clocks.notice?.message : clocks.least?.message,
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
  if (times.earliest !== null && times.earliest > todayInShanghai())
    return tooEarly(`${times.message ?? '还没有到规定的期限'}，最早 ${times.earliest}`)
  return undefined
}

/** The date so much later than a date or the day of a time. */
export function dayAfter(since: string, period: DeclaredPeriod, edited: EditedDays): string {
  const date = since.length === 10 ? since : todayInShanghai(new Date(since))
  return todayInShanghai(laterBy(startOf(date), period, edited))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
