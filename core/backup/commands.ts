import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { type Config, readConfig } from '../config.ts'
import { loadModel } from '../declarations/load-model.ts'
import { openFileStore } from '../files/store.ts'
import { keyFile, type MasterKey, masterKeysIn } from '../secrets/master-keys.ts'
import { sentenceOf } from '../sentence-of.ts'
import type { Manifest } from './manifest.ts'
import { besideServer, inPlaceOfServer } from './owner-access.ts'
import { keysLacking, restoreBackup } from './restore.ts'
import { type Installation, writeBackup } from './write-backup.ts'

/** Exit codes. Incomplete: the backup is whole, but the store lacked files that the database names. */
const [done, failed, incomplete] = [0, 1, 2]

/** `npm run backup [-- FOLDER]`: gives the exit code. */
export function backupCommand(words: string[]): Promise<number> {
  return told(async began => {
    const config = readConfig()
    if (words.length > 1 || words[0]?.startsWith('-')) throw new CannotStart('用法：npm run backup -- [备份到的文件夹]')
    const target = resolve(words[0] ?? join(config.dataFolder, 'backups', new Date().toISOString().replace(/\..*/, '').replaceAll(':', '')))
    const manifest = await besideServer(config, async ownerUrl => writeBackup(await installationOf(config, ownerUrl), target))
    say(`备份完成：${target}`)
    say(summary(manifest, began))
    for (const key of manifest.files.missing) process.stderr.write(`文件仓库中缺少：${key}\n`)
    for (const key of manifest.files.damaged) process.stderr.write(`文件与登记的校验和不符：${key}\n`)
    return manifest.files.missing.length + manifest.files.damaged.length > 0 ? incomplete : done
  })
}

/** `npm run restore -- FOLDER [--replace]`: gives the exit code. */
export function restoreCommand(words: string[]): Promise<number> {
  return told(async began => {
    const config = readConfig()
    const [folder, ...more] = words.filter(word => word !== '--replace')
    if (folder === undefined || more.length > 0 || folder.startsWith('-'))
      throw new CannotStart('用法：npm run restore -- 备份所在的文件夹 [--replace]')
    const replace = words.includes('--replace')
    const { manifest, missingPlugins } = await inPlaceOfServer(config, async ownerUrl =>
      restoreBackup(await installationOf(config, ownerUrl), resolve(folder), replace),
    )
    say(`恢复完成：${manifest.madeAt} 的备份（版本 ${manifest.product}）`)
    say(summary(manifest, began))
    const lacking = keysLacking(manifest, masterKeysAt(config))
    if (lacking.length > 0)
      process.stderr.write(
        `缺少密钥 ${lacking.join('、')}：放回 SECRET_KEYS 或 ${join(config.dataFolder, keyFile)} 之前，服务器不能启动。密钥不在备份里。\n`,
      )
    if (missingPlugins.length > 0) process.stderr.write(`下列插件没有安装，它们的数据已恢复，装上后可用：${missingPlugins.join('、')}\n`)
    return done
  })
}

/** The keys at hand; none are made. */
function masterKeysAt(config: Config): MasterKey[] {
  return config.secretKeys ?? (existsSync(join(config.dataFolder, keyFile)) ? masterKeysIn(config.dataFolder) : [])
}

async function installationOf(config: Config, ownerUrl: string): Promise<Installation> {
  const model = loadModel([resolve(import.meta.dirname, '../../plugins')])
  const store = await openFileStore(config.files)
  return { ownerUrl, model, store, masterKeys: masterKeysAt(config), secretCipher: config.secretCipher }
}

async function told(work: (began: number) => Promise<number>): Promise<number> {
  try {
    return await work(performance.now())
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    return failed
  }
}

function summary({ tables, files }: Manifest, began: number): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  return `${tables.length} 张表 ${rows} 行（${megabytes(bytes)} MB），${files.count} 个文件（${megabytes(files.bytes)} MB），用时 ${seconds} 秒`
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
