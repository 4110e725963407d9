import type { BlockProviders } from './blocks/render.ts'
import type { EntityKey } from './declarations/model.ts'
import type { CommandCode } from './effects/command-code.ts'
import type { Turns } from './events/turns.ts'
import type { FileStore } from './files/store.ts'
import type { Operation } from './http/operation.ts'
import type { JobQueue } from './jobs/queue.ts'
import type { Outbox } from './messages/outbox.ts'
import type { SmsSender } from './messages/sms/sms-sender.ts'
import type { CallSender } from './messages/voice/call-sender.ts'
import type { Outbound } from './outbound/outbound.ts'
import type { Outgoing } from './outbound/outgoing.ts'
import type { EngineOf } from './own-fields/tenant-engine.ts'
import type { AccessLoader } from './permissions/access.ts'
import type { Preparation } from './plugins/prepare-tenants.ts'
import type { Rounds } from './plugins/rounds.ts'
import type { Trouble } from './readiness/readiness.ts'
import type { Behaviour, Engine } from './records/engine.ts'
import type { TenantStates } from './tenants/tenant-state.ts'
import type { Threads } from './threads/open-threads.ts'
import type { Sites } from './visitors/sites.ts'

/** The parts that core's own operations work with. Plugins get single parts by name, never this. */
export type Platform = {
  /** As declared; what is done for a tenant is done with `engineOf` it. */
  engine: Engine
  engineOf: EngineOf
  access: AccessLoader
  tenants: TenantStates
  files: FileStore
  jobs: JobQueue
  /** What is done when something has happened, or when its time has come. */
  reactions: Turns
  /** Commands that are done by code. */
  commands: { define(name: string, run: CommandCode): void }
  /** What plugins can be asked over HTTP beyond their records. */
  pluginOperations: Operation[]
  /** What plugins look at before their records are written. */
  addBehaviour(entity: EntityKey, behaviour: Behaviour): void
  /** What plugins have each of their tenants have. */
  preparations: Preparation[]
  /** What this server does again and again by itself for plugins. */
  rounds: Rounds
  /** What plugins serve to everybody, at the visitors' origin. */
  visitors: Sites
  /** What plugins' code gives to blocks of pages. */
  blockProviders: BlockProviders
  sms: SmsSender
  voice: CallSender
  /** What is on its way to providers. */
  outbox: Outbox
  /** By which providers prove themselves that push reports; without it none are taken. */
  reportToken?: string
  demo: boolean
  /** What is on its way to tenants' webhooks. */
  outgoing: Outgoing
  /** Networks that webhooks may lead to besides the public internet, such as `10.0.0.0/8`. */
  webhookNetworks: readonly string[]
  /** What is fetched from elsewhere by tenants' wish. */
  outbound: Outbound
  /** Where plugins work beside the main thread. */
  threads: Threads
  /** Bytes of any upload; fields and imports may take less. */
  uploadBytes: number
  /** Why this server cannot serve as it should; empty when it is ready. */
  troubles(): Promise<Trouble[]>
  /** Aborted when the server is about to stop: what would go on for long, such as a stream of progress, ends then. */
  closing: AbortSignal
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void }
}
