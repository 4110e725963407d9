import type { Sealer } from '../audit/sealer.ts'
import type { Database, TenantSql, TenantTransaction } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import type { Entity, EntityKey, Json, Model } from '../declarations/model.ts'
import type { CommandCode } from '../effects/command-code.ts'
import type { Hearing } from '../events/hearing.ts'
import type { Caller } from '../permissions/access.ts'
import type { FieldProblem } from '../problem.ts'
import type { KeyRing } from '../secrets/key-ring.ts'

/** A record about to be written: all fields by name, internal ones too; mistakes found are added to `errors`. */
export type Draft = { id: string; values: Json; errors: FieldProblem[]; warnings: FieldProblem[] }

/** A record about to change: as it is, locked, and as it will be. */
export type Change = Draft & { version: number; before: Json; changed: Set<string> }

/** What the database was asked about drafts, answered: notes what is wrong with them. */
export type Verdict = () => void

/** What is at hand while writing: one transaction, one caller. */
export type Writing = { engine: Engine; transaction: TenantTransaction; caller: Caller; entity: Entity; postponed?: Postponed }

/** The same for what only asks, in the transaction or beside it. */
export type Asking = Omit<Writing, 'transaction' | 'postponed'> & { transaction: TenantSql }

/**
 * What is still to be written of the trail, by who writes batch after batch: the next batch is asked about before, so that the database is
 * busy with the trail while that batch is worked out. Whoever gives such a list carries it out to its end.
 */
export type Postponed = (() => Promise<void>)[]

/**
 * What an entity does beyond its declaration, inside the transaction that writes it.
 * Batches come whole, so that a behaviour asks the database once.
 */
export type Behaviour = {
  beforeCreate?(writing: Writing, drafts: Draft[]): Promise<void>
  beforeUpdate?(writing: Writing, changes: Change[]): Promise<void>
  beforeDelete?(writing: Writing, records: { id: string; values: Json }[]): Promise<void>
  afterWrite?(writing: Writing, written: { action: string; drafts: Draft[] }): Promise<void>
}

/** The parts that records are read and written with. */
export type Engine = {
  model: Model
  database: Database
  signals: Signals
  keyRing: KeyRing
  sealer: Sealer
  behaviours: ReadonlyMap<EntityKey, Behaviour[]>
  /** Who listens to what happens. */
  reactions: Hearing
  /** What is done by code when it is asked for, by the names of commands. */
  commandCode: ReadonlyMap<string, CommandCode>
}
