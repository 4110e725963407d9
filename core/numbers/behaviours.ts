import type { EntityKey, Json } from '../declarations/model.ts'
import type { FieldProblem } from '../problem.ts'
import type { Behaviour, Change, Draft, Writing } from '../records/engine.ts'
import { type Numbering, numberingNamed, titleOf } from './numbering.ts'
import { type Entry, register } from './register.ts'

/**
 * A count that begins elsewhere, such as in a paper register, is moved on by an admin: never back, always with a reason, and what is left
 * out stands in the register as used outside.
 */
const movesOnWithReason: Behaviour = {
  async beforeCreate({ engine }, drafts) {
    for (const draft of drafts) {
      const numbering = numberingNamed(engine.model, draft.values['numbering'])
      if (!numbering) draft.errors.push(problem('numbering', 'unknown-numbering', '没有这个编号项目'))
      else {
        draft.errors.push(...countProblems(numbering, draft.values), ...moveProblems(draft.values, numbering.rule.start))
        draft.values['title'] = titleOf(numbering, { organizationId: null, year: numberOf(draft, 'year'), choice: textOf(draft, 'choice') })
      }
    }
  },
  async beforeUpdate(_writing, changes) {
    for (const change of changes)
      if (change.changed.has('next')) change.errors.push(...moveProblems(change.values, Number(change.before['next'])))
  },
  async afterWrite(writing, { drafts }) {
    await register(
      writing,
      drafts.flatMap(draft => leftOut(writing, draft)),
    )
  },
}

/** What the numbering counts per has to be said, and nothing else. */
function countProblems({ rule, entity }: Numbering, values: Json): FieldProblem[] {
  const choices = rule.perChoice === undefined ? [] : entity.field.get(rule.perChoice)!.choices!.map(choice => choice.code)
  return (
    [
      ['organizationId', rule.perOrganization, '党组织'],
      ['year', rule.perYear, '年度'],
      ['choice', rule.perChoice !== undefined, '类别'],
    ] as const
  ).flatMap(([name, needed, title]) => {
    const given = (values[name] ?? null) !== null
    if (needed && !given) return [problem(name, `no-${name === 'organizationId' ? 'organization' : name}`, `请填写${title}`)]
    if (!needed && given) return [problem(name, 'not-counted-by', `这个编号不按${title}分别编`)]
    if (name === 'choice' && given && !choices.includes(String(values[name])))
      return [problem(name, 'bad-choice', `类别应是以下之一：${choices.join('、')}`)]
    return []
  })
}

function moveProblems(values: Json, from: number): FieldProblem[] {
  const next = Number(values['next'])
  if (next < from) return [problem('next', 'only-upward', `下一个号只能往后调，不能小于 ${from}`)]
  if (next > from && !values['reason']) return [problem('reason', 'no-reason', '跳过的号须说明原因')]
  return []
}

/** The run of numbers that the change leaves out. */
function leftOut({ engine }: Writing, draft: Draft): Entry[] {
  const { values } = draft
  const numbering = String(values['numbering'])
  const from = Number((draft as Partial<Change>).before?.['next'] ?? numberingNamed(engine.model, numbering)?.rule.start)
  const last = Number(values['next']) - 1
  if (last < from) return []
  return [
    {
      number: last === from ? `第 ${from} 号` : `第 ${from} 至 ${last} 号`,
      numbering,
      counterId: draft.id,
      organizationId: values['organizationId'] ?? null,
      sequence: from,
      lastSequence: last,
      state: 'outside',
      reason: String(values['reason']),
    },
  ]
}

function problem(field: string, code: string, detail: string): FieldProblem {
  return { pointer: `/${field}`, code, detail }
}

function numberOf(draft: Draft, name: string): number | null {
  return (draft.values[name] as number | undefined) ?? null
}

function textOf(draft: Draft, name: string): string | null {
  return (draft.values[name] as string | undefined) ?? null
}

export const numberBehaviours: [EntityKey, Behaviour[]][] = [['core/number-counter', [movesOnWithReason]]]
