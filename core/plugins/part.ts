import type { TenantTransaction } from '../database/database.ts'
import type { Caller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import type { Engine } from '../records/engine.ts'

/** Where something is done: one tenant, one transaction, all of it or nothing. Handed on, never made. */
export type At = { readonly engine: Engine; readonly transaction: TenantTransaction; readonly caller: Caller }

/** A part of the platform that a plugin may need, as that plugin gets it. */
export type Part<T> = { readonly name: string; of(plugin: string, platform: Platform): T }
