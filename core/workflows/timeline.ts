import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'
import { notFound } from '../records/problems.ts'
import { type Looking, standingsOf } from './standing.ts'

type Row = {
  id: string
  event: string
  title: string
  kind: string
  from: string | null
  to: string | null
  is_automatic: boolean
  round: number
  answers: Json | null
  created_at: string
  user_id: string | null
  name: string | null
  on_behalf_of_id: string | null
  behalf: string | null
}

/** What was done with a record, step by step, the first one first. Who took part is told by name to whoever may know of the record. @throws notFound */
export async function timelineOf(looking: Looking, id: string): Promise<Json[]> {
  const { connection } = looking
  const standing = (await standingsOf(looking, [id])).get(id)
  if (!standing) throw notFound()
  const { process, workflow } = standing
  const rows = await connection.run(sql<Row>`
    select s.id, s.event, s.title, s.kind, s."from", s."to", s.is_automatic, s.round, s.answers, s.created_at,
      s.user_id, u.name, s.on_behalf_of_id, b.name as behalf
    from core.step s
    left join core."user" u on u.tenant_id = s.tenant_id and u.id = s.user_id
    left join core."user" b on b.tenant_id = s.tenant_id and b.id = s.on_behalf_of_id
    where s.tenant_id = ${connection.tenantId} and s.process_id = ${process.id} order by s.id limit 1000`)
  const titles = titlesOf(workflow)
  return rows.map(row => ({
    id: row.id,
    at: row.created_at,
    event: row.event,
    title: row.title,
    kind: row.kind,
    from: stateOf(workflow, row.from),
    to: stateOf(workflow, row.to),
    by: row.user_id && { id: row.user_id, label: row.name },
    onBehalfOf: row.on_behalf_of_id && { id: row.on_behalf_of_id, label: row.behalf },
    automatic: row.is_automatic,
    round: row.round,
    answers: Object.entries(row.answers ?? {}).map(([name, value]) => ({
      name,
      title: titles.get(name)?.title ?? name,
      value: shown(titles.get(name), value),
    })),
  }))
}

function stateOf(workflow: Workflow, name: string | null): Json | null {
  return name === null ? null : { code: name, title: workflow.states.get(name)?.title ?? name }
}

type Titled = { title: string; choices?: { code: string; title: string }[] }

function titlesOf(workflow: Workflow): Map<string, Titled> {
  const asked = [...workflow.states.values()].flatMap(state => state.on.flatMap(({ asks }) => [...asks.fields, ...asks.answers]))
  const steps = [...workflow.states.values()].map(({ name, title }) => ({ code: name, title }))
  const returning: [string, Titled][] = [
    ['to', { title: '退回到哪一步', choices: steps }],
    ['reason', { title: '理由' }],
    ['straightBack', { title: '改好后直接回到这一步' }],
  ]
  return new Map<string, Titled>([...returning, ...asked.map((field): [string, Titled] => [field.name, field])])
}

/** A choice by its title, as it was meant. */
function shown(field: Titled | undefined, value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return field?.choices?.find(choice => choice.code === value)?.title ?? value
}
