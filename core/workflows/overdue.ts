import { v7 as uuid } from 'uuid'
import { after } from '../calendar/period.ts'
import { type EntityKey, entityOf, type Model } from '../declarations/model.ts'
import type { Overdue, Who } from '../declarations/workflow.ts'
import type { Happened } from '../events/happening.ts'
import type { Reacting, Reaction } from '../events/reactions.ts'
import { schedule } from '../events/timers.ts'
import { recordPage } from '../menus/record-page.ts'
import { notify } from '../messages/notify.ts'
import { tell } from '../messages/tell.ts'
import type { Writing } from '../records/engine.ts'
import { peopleFor } from './people.ts'
import type { Process } from './process.ts'
import { type Standing, standingsOf } from './standing.ts'
import { sendSteps } from './steps.ts'
import { openLabel, openTasks, type Task } from './tasks.ts'

/** Of the plugin whose records these are: while it is switched off, nobody is reminded. */
const nameFor = (entity: { plugin: string }): string => `${entity.plugin}/workflows.step-overdue`

/** A look at a step: the so-manieth after it was overdue, or a warning before that. */
type Waiting = { process: Process; at: Date; times: number; isWarning?: boolean }

/**
 * Plans to look whether a step is still undone when it is overdue. Each look has a key of its own: what has gone on meanwhile is seen when
 * it comes, and nobody has to wait for a timer that is just being carried out.
 */
export async function planOverdue(writing: Writing, waiting: Waiting[]): Promise<void> {
  await schedule(
    writing,
    waiting.map(({ process, at, times, isWarning = false }) => ({
      key: `${nameFor(writing.entity)} ${uuid()}`,
      at,
      reaction: nameFor(writing.entity),
      entity: writing.entity.key,
      recordId: process.recordId,
      data: { state: process.state, enteredAt: process.enteredAt, times, isWarning },
    })),
  )
}

/** Reminds those asked of what is overdue, asks those above where it says so, and comes again. */
export function overdueReactions(model: Model): Reaction[] {
  const plugins = new Set([...model.workflows.keys()].map(key => entityOf(model, key).plugin))
  return [...plugins].map(plugin => ({
    name: nameFor({ plugin }),
    async react(at, happened) {
      for (const one of happened) await remindOf(at, one)
    },
  }))
}

async function remindOf(at: Reacting, { entity: key, recordId, data }: Happened): Promise<void> {
  const { engine, transaction, caller } = at
  const entity = entityOf(engine.model, key as EntityKey)
  if (!engine.model.workflows.has(entity.key)) return
  const writing = { engine, transaction, caller, entity }
  const looking = { connection: transaction, caller, model: engine.model, entity }
  const standing = (await standingsOf(looking, [String(recordId)], { lock: true })).get(String(recordId))
  if (!standing || standing.process.state !== data['state'] || standing.process.enteredAt !== data['enteredAt']) return
  if (data['isWarning'] === true) return remind(writing, standing, soon)
  const overdue = standing.state.decision?.overdue
  const times = Number(data['times'])
  if (overdue?.escalate && times === 0) await askAbove(writing, standing)
  await remind(writing, standing, late)
  if (overdue) await comeAgain(writing, standing.process, overdue, times + 1)
}

type Words = { title: string; tail: string; event: string; stepTitle: string }

const soon: Words = { title: '待办即将到期', tail: '快到办理期限，请及时办理', event: 'warn', stepTitle: '提醒' }
const late: Words = { title: '待办已逾期', tail: '已超过办理期限，请尽快办理', event: 'remind', stepTitle: '催办' }

const isOpen = (task: Task): boolean => task.state === 'open'

async function remind(writing: Writing, { tasks, workflow, state, process, record }: Standing, words: Words): Promise<void> {
  const { transaction, entity } = writing
  const users = [...new Set(tasks.filter(isOpen).map(task => task.userId))]
  if (users.length === 0) return
  const link = recordPage(writing.engine.model, entity, record.id)
  const template = words === late ? state.decision?.overdue?.remind : undefined
  if (template === undefined) {
    const body = `${workflow.title}“${state.title}”一步${words.tail}`
    await notify(
      transaction,
      users.map(userId => ({ userId, title: words.title, body, link })),
    )
  } else {
    const variables = { workflow: workflow.title, step: state.title, record: openLabel(entity, record.values) ?? '' }
    await tell(writing, { id: uuid(), template: `${entity.plugin}/${template}`, to: users, variables, link })
  }
  sendSteps(transaction, [{ process, event: words.event, title: words.stepTitle, kind: 'remind', from: state.name, isAutomatic: true }])
}

/** The same roles and posts one level higher; who is asked already is not asked twice. */
async function askAbove({ transaction, engine, entity }: Writing, standing: Standing): Promise<void> {
  const { state, subject, process, workflow, tasks } = standing
  const found = await peopleFor(transaction, engine.model, entity, [subject], oneHigher(state.decision!.by))
  const people = found.get(subject.id)!.filter(user => !tasks.some(task => task.userId === user && task.state !== 'closed'))
  if (people.length === 0) return
  await openTasks(transaction, entity, workflow, [{ process, values: subject.values, people }])
  sendSteps(transaction, [{ process, event: 'escalate', title: '上报上级', kind: 'escalate', from: state.name, isAutomatic: true }])
}

export function oneHigher(who: Who[]): Who[] {
  return who.flatMap(one => (one.kind === 'role' || one.kind === 'post' ? [{ ...one, above: one.above + 1 }] : []))
}

async function comeAgain(writing: Writing, process: Process, { every }: Overdue, times: number): Promise<void> {
  if (every === undefined) return
  const at = await after(writing.transaction, new Date(), every)
  await planOverdue(writing, [{ process, at, times }])
}
