import { resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { FileStoreSettings } from './files/store.ts'
import type { AliyunSettings } from './messages/sms/aliyun-sender.ts'
import type { CipherName } from './secrets/crypto-provider.ts'
import { type MasterKey, parseMasterKeys } from './secrets/master-keys.ts'

/** Every setting of a server; nothing else reads the environment. README.md explains them to who runs it. */
export type Config = {
  /** Address and port that it listens on. */
  host: string
  port: number
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
  /** What secret fields are encrypted under, the current key first; undefined takes the data folder's own. */
  secretKeys?: MasterKey[]
  secretCipher: CipherName
  logLevel: string
}

/** Reads the settings. @throws CannotStart saying which variable is wrong and what it should be */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = resolve(environment['DATA_DIR'] || '.data')
  const databaseUrl = environment['DATABASE_URL'] ? databaseIn(environment['DATABASE_URL']) : undefined
  return {
    host: environment['HOST'] || '0.0.0.0',
    port: portIn(environment['PORT']),
    dataFolder,
    databaseUrl,
    redisUrl: environment['REDIS_URL'] ? redisIn(environment['REDIS_URL']) : undefined,
    demo: switchIn('DEMO', environment['DEMO'], databaseUrl === undefined),
    files: filesIn(environment, dataFolder),
    sms: smsIn(environment),
    secretKeys: environment['SECRET_KEYS'] ? parseMasterKeys(environment['SECRET_KEYS'], 'SECRET_KEYS') : undefined,
    secretCipher: cipherIn(environment['SECRET_CIPHER']),
    logLevel: levelIn(environment['LOG_LEVEL']),
  }
}

function portIn(text: string | undefined): number {
  const port = Number(text || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CannotStart(`PORT 应是 0 到 65535 的整数，现为 ${text}`)
  return port
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
    templates: templatesIn(needed(environment, 'ALIYUN_SMS_TEMPLATES')),
    endpoint: environment['ALIYUN_SMS_ENDPOINT'] || undefined,
  }
}

function templatesIn(text: string): Record<string, string> {
  try {
    const templates: unknown = JSON.parse(text)
    if (typeof templates === 'object' && templates !== null && Object.values(templates).every(code => typeof code === 'string'))
      return templates as Record<string, string>
  } catch {
    // Not JSON: told like any other text that is not what it should be.
  }
  throw new CannotStart('ALIYUN_SMS_TEMPLATES 应是 JSON，如 {"sign-in-code":"SMS_123456789"}')
}

function needed(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name]
  if (!value) throw new CannotStart(`缺少环境变量 ${name}`)
  return value
}
