import { sql } from '../database/sql.ts'
import { type Entity, entityOf, type Json } from '../declarations/model.ts'
import type { Command } from '../declarations/processes.ts'
import type { Telling } from '../events/emit.ts'
import { loadRecords } from '../records/load.ts'
import { invalid, notFound } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { changeRecord } from '../records/update.ts'
import { type About, carryOut } from './carry-out.ts'
import type { Order } from './command-code.ts'
import type { CommandEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** Asks another plugin for what it has declared to do, and keeps the id of what it has made. @throws what it refuses */
export async function askFor(telling: Telling, effect: CommandEffect, about: About): Promise<string | undefined> {
  const { command, of, into } = effect
  const recordId = of === undefined ? about.recordId : (about.values[of] as string | undefined)
  const made = await obey(telling, command, { recordId, asked: evaluateAll(effect.with, about.values), id: about.id })
  if (into !== undefined && made !== undefined && about.entity && about.recordId)
    await changeRecord({ ...telling, entity: about.entity }, about.recordId, { [into]: made })
  return made
}

/** Does what a command says, in the transaction of who asks: all of it, or nothing at all. @throws notFound, invalid, and what its records refuse */
export async function obey(telling: Telling, name: string, order: Order): Promise<string | undefined> {
  const command = telling.engine.model.commands.get(name)
  if (!command) throw new Error(`there is no command ${name}`)
  requireAll(command, order.asked)
  // What is not said is empty, so that effects can speak of it.
  const asked = { ...Object.fromEntries(Object.keys(command.takes).map(name => [name, null])), ...order.asked }
  const entity = command.entity && entityOf(telling.engine.model, command.entity)
  const record = entity && (await recordOf(telling, entity, order.recordId))
  const recordId = record && order.recordId
  if (command.effects) return carryOut(telling, command.effects, { values: { ...record, asked }, entity, recordId, id: order.id })
  const code = telling.engine.commandCode.get(name)
  if (!code) throw new Error(`the command ${name} has neither effects nor code`)
  return code(telling, { ...order, asked, recordId, record })
}

function requireAll({ title, takes, required }: Command, asked: Json): void {
  const missing = [...required].filter(name => asked[name] === null || asked[name] === undefined)
  if (missing.length === 0) return
  const titles = missing.map(name => String(takes[name]?.['title'] ?? name)).join('、')
  throw invalid(
    `${title}：缺少${titles}`,
    missing.map(name => ({ pointer: `/${name}`, code: 'required', detail: `缺少${String(takes[name]?.['title'] ?? name)}` })),
  )
}

async function recordOf({ transaction }: Telling, entity: Entity, id: string | undefined): Promise<Json> {
  const living = entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
  const [record] = isUuid(id) ? await loadRecords(transaction, entity, sql`t.id = ${id}${living}`, { lock: true, id }) : []
  if (!record) throw notFound(`${entity.title}不存在或已删除`)
  return record.values
}
