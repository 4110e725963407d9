import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Transition, Way, Who, Workflow } from '../declarations/workflow.ts'

/** A workflow as a diagram is drawn from it: its states, and what leads from one to the other, all in words. */
export async function diagramOf(connection: TenantSql, entity: Entity, workflow: Workflow): Promise<Json> {
  const roles = await roleNames(connection)
  const people = (who: Who[]) => who.map(one => wordsFor(one, entity, roles)).join('、')
  const states = [...workflow.states.values()]
  return {
    entity: entity.key,
    title: workflow.title,
    machine: workflow.hash,
    initial: workflow.initial,
    states: states.map(({ name, title, final, editable, decision }) => ({
      code: name,
      title,
      final,
      editable,
      ...(decision
        ? { decision: { by: people(decision.by), way: wayInWords(decision.way), returns: decision.returns, autoAgree: decision.autoAgree } }
        : {}),
    })),
    transitions: states.flatMap(state =>
      state.on.flatMap(transition => {
        if (transition.aside) return []
        const by = transition.who.length > 0 ? people(transition.who) : people(state.decision?.by ?? [])
        return edgesOf(transition).map(edge => ({
          from: state.name,
          event: transition.event,
          title: transition.title,
          kind: transition.kind,
          by,
          ...edge,
        }))
      }),
    ),
  }
}

function edgesOf({ targets, guard }: Transition): Json[] {
  return targets.map(({ target, guard: own }) => {
    const conditions = [guard, own].flatMap(one => one?.parts ?? one ?? []).map(one => one.message ?? one.source)
    return { to: target, ...(conditions.length > 0 ? { condition: conditions.join('；') } : {}) }
  })
}

async function roleNames(connection: TenantSql): Promise<Map<string, string>> {
  const rows = await connection.run(
    sql<{ code: string; name: string }>`select code, name from core.role where tenant_id = ${connection.tenantId} and code = base`,
  )
  return new Map(rows.map(row => [row.code, row.name]))
}

function wordsFor(who: Who, entity: Entity, roles: ReadonlyMap<string, string>): string {
  switch (who.kind) {
    case 'owner':
      return '本人'
    case 'role':
      return `${placeIn(entity, who.at)}${levels(who.above)}${roles.get(who.role) ?? who.role}`
    case 'post':
      return `${placeIn(entity, who.at)}${levels(who.above)}${who.post}`
    case 'field':
      return entity.field.get(who.field)?.title ?? who.field
    case 'permission':
      return '有相应权限的人'
    case 'nobody':
      return '系统'
  }
}

function placeIn(entity: Entity, at: string | undefined): string {
  return at === undefined ? '' : `${entity.field.get(at)?.title ?? at}的`
}

function levels(above: number): string {
  if (above === 0) return ''
  return above === 1 ? '上级党组织的' : `上 ${above} 级党组织的`
}

function wayInWords(way: Way): string {
  if (way === 'any') return '任一人同意'
  if (way === 'all') return '全部同意'
  return 'share' in way ? `不少于 ${percent(way.share)} 同意` : `超过 ${percent(way.moreThan)} 同意`
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
