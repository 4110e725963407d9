import type { Database, TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { compileWorkflow } from '../declarations/compile-workflow.ts'
import { type Entity, entityOf, type Json, type Model } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'

/** Keeps what is declared now, so that a record that begins today keeps to it whatever is declared tomorrow. */
export async function keepMachines(database: Database, model: Model): Promise<void> {
  const rows = [...model.workflows.values()].map(({ hash, entity, content }) => ({ hash, entity, content }))
  if (rows.length > 0)
    await database.global(sql`insert into core.machine (hash, entity, content)
      select hash, entity, content from json_to_recordset(${JSON.stringify(rows)}::json) as row(hash text, entity text, content json)
      on conflict (hash) do nothing`)
}

/** Workflows of earlier versions, each compiled once against the entity as it is now. */
const earlier = new WeakMap<Entity, Map<string, Workflow>>()

/**
 * The workflow that a record began with. One that this installation never knew (the record came from another) is the one declared now.
 */
export async function workflowsOf(
  connection: TenantSql,
  model: Model,
  entity: Entity,
  hashes: Iterable<string>,
): Promise<(hash: string) => Workflow> {
  const current = model.workflows.get(entity.key)!
  const declared = entity.declared ?? entity
  const known = earlier.get(declared) ?? new Map<string, Workflow>()
  earlier.set(declared, known)
  const missing = [...new Set(hashes)].filter(hash => hash !== current.hash && !known.has(hash))
  if (missing.length > 0) {
    const rows = await connection.run(
      sql<{
        hash: string
        content: Json
      }>`select hash, content from core.machine where hash = any(${missing}::text[]) and entity = ${entity.key}`,
    )
    for (const { hash, content } of rows) known.set(hash, { ...compileEarlier(model, entityOf(model, entity.key), content), hash })
  }
  return hash => known.get(hash) ?? current
}

/** What it says of fields that are gone by now holds no more; that is no reason to stop. */
function compileEarlier(model: Model, entity: Entity, content: Json): Workflow {
  const { entities, dictionaries, rules, events, messages, commands } = model
  const transitions = new Map(
    [...model.workflows].map(([key, { states }]) => [key, [...states.values()].flatMap(state => state.on.map(one => one.event))]),
  )
  const reactions = model.reactions.flatMap(({ name, plugin }) => (plugin === entity.plugin ? [name.slice(plugin.length + 1)] : []))
  const place = { entities, dictionaries, rules, events, messages, commands, transitions, reactions, roles: [...model.roles.keys()] }
  const reach = new Set([...model.entities.values()].map(one => one.plugin))
  return compileWorkflow(entity, { content, file: '' }, { ...place, file: '', reach, mistakes: [] })
}
