import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { FileStoreSettings } from './files/store.ts'
import { type Limits, usualLimits } from './limits.ts'
import type { AliyunSettings } from './messages/sms/aliyun-sender.ts'
import type { VoiceSettings } from './messages/voice/aliyun-caller.ts'
import type { CipherName } from './secrets/crypto-provider.ts'
import { type MasterKey, parseMasterKeys } from './secrets/master-keys.ts'

/** Every setting of a server; nothing else reads the environment. docs/operations.md explains them to who runs it. */
export type Config = {
  /** Address and port that it listens on. */
  host: string
  port: number
  /** The visitors' origin: another port of the same address. */
  sitesPort: number
  /** How sites and the desktop are called from outside; undefined takes the host that was asked, and the ports. */
  sitesUrl?: string
  adminUrl?: string
  /** Where the embedded database and uploaded files are kept. */
  dataFolder: string
  /** The owner's connection to an external PostgreSQL; undefined starts the embedded one. */
  databaseUrl?: string
  /** Then jobs run on Redis in place of PostgreSQL. */
  redisUrl?: string
  /** A demo tenant, and an inbox that shows the SMS that were "sent". */
  demo: boolean
  files: FileStoreSettings
  sms?: AliyunSettings
  voice?: VoiceSettings
  /** Stands in the address to which the provider pushes its delivery reports; undefined takes none. */
  reportToken?: string
  /** What secret fields are encrypted under, the current key first; undefined takes the data folder's own. */
  secretKeys?: MasterKey[]
  secretCipher: CipherName
  logLevel: string
  /** Addresses and ranges of proxies whose `X-Forwarded-*` and `X-Request-Id` are believed; `loopback` is this machine. */
  trustedProxies: string[]
  /** Networks that webhooks may lead to besides the public internet. */
  webhookNetworks: string[]
  /** Networks that may be fetched from, by tenants' wish, besides the public internet. */
  fetchNetworks: string[]
  /** Where metrics are served, apart from everything else; undefined serves none. */
  metrics?: { host: string; port: number }
  /** Milliseconds between saying "not ready" and refusing requests, so that a balancer can turn away. */
  drainMs: number
  /** Not ready when less room than this is left for files. */
  diskReserveBytes: number
  limits: Limits
}

const megabyte = 1_048_576

/** Reads the settings. @throws CannotStart saying which variable is wrong and what it should be */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = resolve(environment['DATA_DIR'] || '.data')
  const databaseUrl = environment['DATABASE_URL'] ? databaseIn(environment['DATABASE_URL']) : undefined
  return {
    host: environment['HOST'] || '0.0.0.0',
    ...portsIn(environment),
    ...addressesIn(environment),
    dataFolder,
    databaseUrl,
    redisUrl: environment['REDIS_URL'] ? redisIn(environment['REDIS_URL']) : undefined,
    demo: switchIn('DEMO', environment['DEMO'], databaseUrl === undefined),
    files: filesIn(environment, dataFolder),
    sms: smsIn(environment),
    voice: voiceIn(environment),
    reportToken: tokenIn('ALIYUN_REPORT_TOKEN', environment['ALIYUN_REPORT_TOKEN']),
    secretKeys: environment['SECRET_KEYS'] ? parseMasterKeys(environment['SECRET_KEYS'], 'SECRET_KEYS') : undefined,
    secretCipher: cipherIn(environment['SECRET_CIPHER']),
    logLevel: levelIn(environment['LOG_LEVEL']),
    trustedProxies: proxiesIn(environment['TRUST_PROXY']),
    webhookNetworks: networksIn('WEBHOOK_NETWORKS', environment['WEBHOOK_NETWORKS']),
    fetchNetworks: networksIn('FETCH_NETWORKS', environment['FETCH_NETWORKS']),
    metrics: metricsIn(environment),
    drainMs: numberIn('DRAIN_SECONDS', environment['DRAIN_SECONDS'], 0, { largest: 600 }) * 1_000,
    diskReserveBytes: numberIn('DISK_RESERVE_MB', environment['DISK_RESERVE_MB'], 500) * megabyte,
    limits: limitsIn(environment),
  }
}

/** Beside a port that is taken free, the other is too. */
function portsIn(environment: NodeJS.ProcessEnv): Pick<Config, 'port' | 'sitesPort'> {
  const port = numberIn('PORT', environment['PORT'], 3000, { largest: 65_535 })
  const beside = port === 0 || port === 65_535 ? 0 : port + 1
  const sitesPort = numberIn('SITES_PORT', environment['SITES_PORT'], beside, { largest: 65_535 })
  if (port !== 0 && port === sitesPort) throw new CannotStart(`SITES_PORT 应与 PORT 不同，现同为 ${port}`)
  return { port, sitesPort }
}

/** Each leads to the other: one alone would lead back to a port that nobody outside reaches. */
function addressesIn(environment: NodeJS.ProcessEnv): Pick<Config, 'sitesUrl' | 'adminUrl'> {
  const [sitesUrl, adminUrl] = ['SITES_URL', 'ADMIN_URL'].map(name => originIn(name, environment[name]))
  if ((sitesUrl === undefined) !== (adminUrl === undefined)) throw new CannotStart('SITES_URL 与 ADMIN_URL 须一起设置')
  if (sitesUrl !== undefined && sitesUrl === adminUrl) throw new CannotStart(`SITES_URL 应与 ADMIN_URL 不同，现同为 ${sitesUrl}`)
  return { sitesUrl, adminUrl }
}

function originIn(name: string, text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href)
    throw new CannotStart(`${name} 应只有协议、主机和端口，如 https://sites.example.cn，现为 ${text}`)
  return url.origin
}

function limitsIn(environment: NodeJS.ProcessEnv): Limits {
  const number = (name: string, usual: number, unit: number, least: number) =>
    numberIn(name, environment[name], usual / unit, { least }) * unit
  return {
    bodyBytes: number('BODY_LIMIT_MB', usualLimits.bodyBytes, megabyte, 1),
    uploadBytes: number('UPLOAD_LIMIT_MB', usualLimits.uploadBytes, megabyte, 1),
    arrivalMs: number('REQUEST_TIMEOUT_SECONDS', usualLimits.arrivalMs, 1_000, 1),
    headMs: Math.min(usualLimits.headMs, number('REQUEST_TIMEOUT_SECONDS', usualLimits.arrivalMs, 1_000, 1)),
    statementMs: number('STATEMENT_TIMEOUT_SECONDS', usualLimits.statementMs, 1_000, 1),
    jobStatementMs: number('JOB_STATEMENT_TIMEOUT_SECONDS', usualLimits.jobStatementMs, 1_000, 1),
    slowQueryMs: number('SLOW_QUERY_MS', usualLimits.slowQueryMs, 1, 0),
    perUser: number('RATE_PER_USER', usualLimits.perUser, 1, 0),
    perAddress: number('RATE_PER_ADDRESS', usualLimits.perAddress, 1, 0),
    perVisitingAddress: number('SITES_RATE_PER_ADDRESS', usualLimits.perVisitingAddress, 1, 0),
  }
}

function metricsIn(environment: NodeJS.ProcessEnv): Config['metrics'] {
  const port = environment['METRICS_PORT']
  if (!port) return undefined
  return { host: environment['METRICS_HOST'] || '127.0.0.1', port: numberIn('METRICS_PORT', port, 0, { largest: 65_535 }) }
}

/** `off` believes nobody. */
function proxiesIn(text: string | undefined): string[] {
  if (text === 'off') return []
  const entries = (text || 'loopback').split(',').map(entry => entry.trim())
  for (const entry of entries)
    if (entry !== 'loopback' && !isNetwork(entry, { single: true }))
      throw new CannotStart(`TRUST_PROXY 应是 off、loopback 或以逗号分隔的地址、网段（如 10.0.0.0/8），现为 ${text}`)
  return entries
}

function networksIn(name: string, text: string | undefined): string[] {
  const entries = text ? text.split(',').map(entry => entry.trim()) : []
  if (!entries.every(entry => isNetwork(entry, { single: false })))
    throw new CannotStart(`${name} 应是以逗号分隔的网段（如 10.0.0.0/8），现为 ${text}`)
  return entries
}

/** `10.0.0.0/8`; where one is enough, a `single` address too. */
function isNetwork(entry: string, { single }: { single: boolean }): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  const range = bits === undefined ? single : /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)
  return family !== 0 && range && rest.length === 0
}

function numberIn(name: string, text: string | undefined, usual: number, { least = 0, largest = 1_000_000_000 } = {}): number {
  const number = text ? Number(text) : usual
  if (!Number.isInteger(number) || number < least || number > largest)
    throw new CannotStart(`${name} 应是 ${least} 到 ${largest} 的整数，现为 ${text}`)
  return number
}

/** The owner's name and password must stand in it: the server role's password follows from them. */
function databaseIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.username || !url.password)
    throw new CannotStart('DATABASE_URL 应如 postgres://用户名:密码@主机:5432/数据库名')
  return text
}

function redisIn(text: string): string {
  if (!URL.canParse(text) || !/^rediss?:$/.test(new URL(text).protocol)) throw new CannotStart('REDIS_URL 应如 redis://主机:6379')
  return text
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function levelIn(text: string | undefined): string {
  if (text && !levels.includes(text)) throw new CannotStart(`LOG_LEVEL 应是 ${levels.join('、')} 之一，现为 ${text}`)
  return text || 'info'
}

function cipherIn(text: string | undefined): CipherName {
  if (!text || text === 'aes') return 'aes'
  if (text === 'sm4') return 'sm4'
  throw new CannotStart(`SECRET_CIPHER 应是 aes 或 sm4，现为 ${text}`)
}

function switchIn(name: string, text: string | undefined, usual: boolean): boolean {
  if (!text) return usual
  if (['1', 'true', 'on', 'yes'].includes(text)) return true
  if (['0', 'false', 'off', 'no'].includes(text)) return false
  throw new CannotStart(`${name} 应是 on 或 off，现为 ${text}`)
}

function filesIn(environment: NodeJS.ProcessEnv, dataFolder: string): FileStoreSettings {
  const bucket = environment['S3_BUCKET']
  if (!bucket) return { kind: 'disk', directory: resolve(dataFolder, 'files') }
  return {
    kind: 's3',
    bucket,
    region: environment['S3_REGION'] || 'us-east-1',
    endpoint: environment['S3_ENDPOINT'] || undefined,
    accessKeyId: needed(environment, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: needed(environment, 'S3_SECRET_ACCESS_KEY'),
    pathStyle: switchIn('S3_PATH_STYLE', environment['S3_PATH_STYLE'], false),
  }
}

function smsIn(environment: NodeJS.ProcessEnv): AliyunSettings | undefined {
  if (!environment['ALIYUN_ACCESS_KEY_ID']) return undefined
  return {
    accessKeyId: needed(environment, 'ALIYUN_ACCESS_KEY_ID'),
    accessKeySecret: needed(environment, 'ALIYUN_ACCESS_KEY_SECRET'),
    signName: needed(environment, 'ALIYUN_SMS_SIGN_NAME'),
    templates: templatesIn(environment, 'ALIYUN_SMS_TEMPLATES'),
    endpoint: environment['ALIYUN_SMS_ENDPOINT'] || undefined,
  }
}

function voiceIn(environment: NodeJS.ProcessEnv): VoiceSettings | undefined {
  if (!environment['ALIYUN_VOICE_TEMPLATES']) return undefined
  return {
    accessKeyId: needed(environment, 'ALIYUN_ACCESS_KEY_ID'),
    accessKeySecret: needed(environment, 'ALIYUN_ACCESS_KEY_SECRET'),
    shownNumber: environment['ALIYUN_VOICE_NUMBER'] || undefined,
    templates: templatesIn(environment, 'ALIYUN_VOICE_TEMPLATES'),
    endpoint: environment['ALIYUN_VOICE_ENDPOINT'] || undefined,
  }
}

function tokenIn(name: string, text: string | undefined): string | undefined {
  if (text && !/^[A-Za-z0-9_-]{16,100}$/.test(text)) throw new CannotStart(`${name} 应是 16 到 100 个字母、数字、- 或 _，并且难以猜到`)
  return text || undefined
}

function templatesIn(environment: NodeJS.ProcessEnv, name: string): Record<string, string> {
  const text = needed(environment, name)
  try {
    const templates: unknown = JSON.parse(text)
    if (typeof templates === 'object' && templates !== null && Object.values(templates).every(code => typeof code === 'string'))
      return templates as Record<string, string>
  } catch {
    // Not JSON: told like any other text that is not what it should be.
  }
  throw new CannotStart(`${name} 应是 JSON，如 {"sign-in-code":"SMS_123456789"}`)
}

function needed(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name]
  if (!value) throw new CannotStart(`缺少环境变量 ${name}`)
  return value
}
