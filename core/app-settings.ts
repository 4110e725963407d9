import type { Config } from './config.ts'
import type { Limits } from './limits.ts'
import type { ProviderSettings } from './messages/providers.ts'
import type { LookUp } from './outbound/reachable.ts'
import type { MasterKey } from './secrets/master-keys.ts'

/** What a server is made with: the environment's settings, and what tests have otherwise. */
export type AppSettings = Pick<Config, 'redisUrl' | 'demo' | 'files' | 'secretCipher' | 'logLevel' | 'sitesUrl' | 'adminUrl'> &
  ProviderSettings & {
    /** The owner's connection; the server itself works as a role that owns nothing. */
    databaseUrl: string
    pluginFolders: string[]
    masterKeys: MasterKey[]
    /** Where heads of the audit's chains are noted outside of the database; nowhere when undefined. */
    auditAnchor?: string
    connections?: number
    /** What is not given is as usual. */
    limits?: Partial<Limits>
    trustedProxies?: string[]
    metrics?: Config['metrics']
    drainMs?: number
    diskReserveBytes?: number
    /** Networks that webhooks may lead to besides the public internet. */
    webhookNetworks?: string[]
    /** Networks that may be fetched from besides the public internet. */
    fetchNetworks?: string[]
    /** How names of other machines are looked up; by the machine's own means unless a test has others. */
    lookUp?: LookUp
  }
