import { laterBy, startOf } from '../calendar/period.ts'
import type { EditedDays } from '../calendar/working-days.ts'
import { sql } from '../database/sql.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { DeclaredPeriod, WorkflowState } from '../declarations/workflow.ts'
import { addDays } from '../identity/dates.ts'
import type { Writing } from '../records/engine.ts'
import { timesOf } from './clocks.ts'
import { planOverdue } from './overdue.ts'
import type { Process } from './process.ts'

/** When a step is overdue, and when those who have to act are warned of that. */
export type Due = { dueAt?: Date; warnAt?: Date }

const morningMs = 9 * 3_600_000

/** By the decision's own time, or by the last day that the clocks leave; of both, the earlier. */
export function dueTimes(entity: Entity, state: WorkflowState, process: Process, values: Json, now: Date, edited: EditedDays): Due {
  const overdue = state.decision?.overdue
  const most = state.clocks?.most
  const last = timesOf(entity, state, process, values, edited)?.latest
  // The last day itself is still in time.
  const ends = last ? startOf(addDays(last, 1)) : undefined
  const decided = overdue && laterBy(now, overdue.after, edited)
  const warnAt = last && most?.warn ? new Date(startOf(last).getTime() - lengthOf(last, most.warn(last), edited) + morningMs) : undefined
  return { dueAt: [ends, decided].filter(one => one !== undefined).sort((a, b) => a.getTime() - b.getTime())[0], warnAt }
}

/** How long a period is that ends on a day, in milliseconds; working days are counted backwards. */
function lengthOf(last: string, period: DeclaredPeriod, edited: EditedDays): number {
  const end = startOf(last)
  const backwards: DeclaredPeriod = typeof period === 'string' ? `-${period}` : { workingDays: -period.workingDays }
  return end.getTime() - laterBy(end, backwards, edited).getTime()
}

/** Notes until when each process has to go on, and plans to look at it then. */
export async function planDue(writing: Writing, due: ({ process: Process } & Due)[]): Promise<void> {
  const { transaction } = writing
  const timed = due.filter(({ dueAt }) => dueAt !== undefined)
  if (timed.length === 0) return
  const rows = timed.map(({ process, dueAt }) => ({ id: process.id, due_at: dueAt!.toISOString() }))
  transaction.send(sql`update core.process p set due_at = d.due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (id uuid, due_at timestamptz)
    where p.tenant_id = ${transaction.tenantId} and p.id = d.id`)
  await planOverdue(writing, [
    ...timed.map(({ process, dueAt }) => ({ process, at: dueAt!, times: 0 })),
    ...timed.flatMap(({ process, warnAt }) =>
      warnAt && warnAt.getTime() > Date.now() ? [{ process, at: warnAt, times: 0, isWarning: true }] : [],
    ),
  ])
}
