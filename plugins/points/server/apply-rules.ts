import { type At, type Happened, type Json, todayInShanghai } from '../../../core/index.ts'
import { type Award, award } from './award.ts'
import { type Finding, type Person, peopleOf } from './people.ts'
import { asSet, type Contributed, gives, type NamedRule, named } from './rules.ts'
import { takeBack } from './take-back.ts'

export type Given = {
  records: Finding
  events: { words(at: At, happened: Happened): Promise<Json | undefined> }
  contributions: { on(at: At, point: 'rules'): Promise<Contributed[]> }
}

/** One event under one rule, with the words that the rule speaks of. */
type Case = { rule: NamedRule; event: Happened; words: Json; back: boolean }

/** Gives and takes back what the rules say, in the order in which it happened. */
export async function applyRules({ records, events, contributions }: Given, at: At, happened: Happened[]): Promise<void> {
  const rules = named(await contributions.on(at, 'rules'))
  const giving = await asSet(at, rules)
  const cases: Case[] = []
  for (const event of happened) {
    const words = await events.words(at, event)
    if (!words) continue
    for (const rule of rules) if (rule.back?.includes(event.name)) cases.push({ rule, event, words, back: true })
    for (const rule of giving) if (gives(rule, event.name, words)) cases.push({ rule, event, words, back: false })
  }
  const people = await peopleOf(
    at,
    records,
    cases.map(({ rule, words }) => words[rule.member ?? '']),
  )
  let waiting: Award[] = []
  for (const one of cases) {
    if (one.back) {
      await award(at, waiting)
      waiting = []
      await takeBackFor(at, one, people)
    } else waiting.push(...awardFor(one, people))
  }
  await award(at, waiting)
}

function awardFor({ rule, event, words }: Case, people: ReadonlyMap<string, Person>): Award[] {
  const member = rule.to === 'member' ? people.get(String(words[rule.member!])) : undefined
  const where = rule.organization === undefined ? member?.organizationId : words[rule.organization]
  if ((rule.to === 'member' && !member) || typeof where !== 'string') return []
  return [
    {
      ...{ cause: event.id, rule: rule.name, member, organizationId: where, title: rule.title, category: rule.category },
      ...{ points: rule.points, occurredOn: dayOf(rule, words, event), limit: rule.maximum, source: event.recordId },
    },
  ]
}

async function takeBackFor(at: At, { rule, event, words }: Case, people: ReadonlyMap<string, Person>): Promise<void> {
  if (event.recordId === undefined) return
  const receiver =
    rule.to === 'member' ? { person: people.get(String(words[rule.member!])) } : { organizationId: String(words[rule.organization!]) }
  await takeBack(at, { ...receiver, source: event.recordId, rules: [rule.name], note: `${rule.title}已取消` })
}

/** The day that the record names, or that of the event. */
function dayOf({ date }: NamedRule, words: Json, event: Happened): string {
  const told = date === undefined ? undefined : words[date]
  if (typeof told !== 'string') return todayInShanghai(new Date(event.at))
  return told.length > 10 ? todayInShanghai(new Date(told)) : told
}
