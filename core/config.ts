import { resolve } from 'node:path'
import type { FileStoreSettings } from './files/store.ts'
import type { AliyunSettings } from './messages/sms/aliyun-sender.ts'

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
  logLevel: string
}

class SettingError extends Error {}

/** Reads the settings. @throws SettingError saying which variable is wrong and what it should be */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = resolve(environment['DATA_DIR'] || '.data')
  const databaseUrl = environment['DATABASE_URL'] || undefined
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new SettingError('DATABASE_URL 应以 postgres:// 开头')
  return {
    host: environment['HOST'] || '0.0.0.0',
    port: portIn(environment['PORT']),
    dataFolder,
    databaseUrl,
    redisUrl: environment['REDIS_URL'] || undefined,
    demo: switchIn('DEMO', environment['DEMO'], databaseUrl === undefined),
    files: filesIn(environment, dataFolder),
    sms: smsIn(environment),
    logLevel: environment['LOG_LEVEL'] || 'info',
  }
}

function portIn(text: string | undefined): number {
  const port = Number(text || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SettingError(`PORT 应是 0 到 65535 的整数，现为 ${text}`)
  return port
}

function switchIn(name: string, text: string | undefined, usual: boolean): boolean {
  if (!text) return usual
  if (['1', 'true', 'on', 'yes'].includes(text)) return true
  if (['0', 'false', 'off', 'no'].includes(text)) return false
  throw new SettingError(`${name} 应是 on 或 off，现为 ${text}`)
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
    templates: JSON.parse(needed(environment, 'ALIYUN_SMS_TEMPLATES')) as Record<string, string>,
    endpoint: environment['ALIYUN_SMS_ENDPOINT'] || undefined,
  }
}

function needed(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name]
  if (!value) throw new SettingError(`缺少环境变量 ${name}`)
  return value
}
