import type pg from 'pg'
import type { Model } from '../declarations/model.ts'
import type { PluginShape } from './shape.ts'

/** Something that bringing the database to the model did, for the log and for the report of a rehearsal. */
export type Change = {
  kind: 'table' | 'column' | 'type' | 'index' | 'constraint' | 'obsolete' | 'migration' | 'step' | 'values' | 'note'
  what: string
  rows?: number
  milliseconds: number
}

/** The work of bringing a database to a model, within one transaction of its owner. */
export type Upgrading = {
  client: pg.Client
  model: Model
  /** What was applied before, by plugin; undefined for one that this database does not have, or of which nothing is remembered. */
  before: ReadonlyMap<string, PluginShape>
  /** Makes the owner see the rows of every tenant until the transaction ends; policies hold for owners too. */
  seeAllRows(): Promise<void>
  tell(change: Change): void
}

/** Does one thing and tells it with the time that it took, and the rows where it says how many. */
export async function timed(
  { tell }: Pick<Upgrading, 'tell'>,
  kind: Change['kind'],
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const began = performance.now()
  const done = await work()
  const rows = typeof done === 'number' ? { rows: done } : {}
  tell({ kind, what, ...rows, milliseconds: Math.round(performance.now() - began) })
}
