import type { TenantTransaction } from '../database/database.ts'
import type { Json } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'

/** What a command is asked with: the record that it is done to, what it takes, and an id that is the same for a repeat. */
export type Order = { recordId?: string; asked: Json; id: string }

/** A command that is done by code, in the transaction of who asks. Gives the id of what it makes. */
export type CommandCode = (
  at: { engine: Engine; transaction: TenantTransaction; caller: Caller },
  order: Order & { record?: Json },
) => Promise<string | undefined>
