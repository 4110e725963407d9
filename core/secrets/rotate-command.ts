import { resolve } from 'node:path'
import { asOwner } from '../audit/owner.ts'
import { besideServer, inPlaceOfServer } from '../backup/owner-access.ts'
import { CannotStart } from '../cannot-start.ts'
import { type Config, readConfig } from '../config.ts'
import { loadModel } from '../declarations/load-model.ts'
import type { Model } from '../declarations/model.ts'
import { sentenceOf } from '../sentence-of.ts'
import { addMasterKey, masterKeysIn } from './master-keys.ts'
import { type Rotation, refuseServers, renewIndex, rotateSecrets } from './rotate.ts'

const usage = '用法：npm run secrets:rotate [-- --new-key | --index]'

/** `npm run secrets:rotate [-- --new-key | --index]`: gives the exit code, 0 when nothing is left to be done. */
export async function rotateCommand(words: string[]): Promise<number> {
  try {
    const config = readConfig()
    const [word, ...more] = words
    if (more.length > 0 || (word !== undefined && word !== '--new-key' && word !== '--index')) throw new CannotStart(usage)
    const model = loadModel([resolve(import.meta.dirname, '../../plugins')])
    if (word === '--index') return await renew(config, model)
    if (word === '--new-key') await newKey(config)
    return tell(await besideServer(config, ownerUrl => rotateSecrets(ownerUrl, model, masters(config), config.secretCipher)))
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    return 1
  }
}

const masters = (config: Config) => config.secretKeys ?? masterKeysIn(config.dataFolder)

/** Servers read the data folder's keys when they start: one that runs would not know the new one. */
async function newKey(config: Config): Promise<void> {
  if (config.secretKeys) throw new CannotStart('密钥由 SECRET_KEYS 设置：请把新密钥加在它的最前面，再不带 --new-key 运行。')
  await inPlaceOfServer(config, ownerUrl => asOwner(ownerUrl, refuseServers))
  say(`新密钥 ${addMasterKey(config.dataFolder)} 已加入 ${config.dataFolder}，请另行备份。`)
}

async function renew(config: Config, model: Model): Promise<number> {
  const count = await inPlaceOfServer(config, ownerUrl => renewIndex(ownerUrl, model, masters(config), config.secretCipher))
  say(`已更换索引密钥，重新计算了 ${count} 条记录的索引。`)
  return 0
}

function tell({ records, versions, unreadable, current, retired, others }: Rotation): number {
  say(`当前密钥 ${current}：重新加密了 ${records} 条记录、${versions} 个历史版本。`)
  if (unreadable > 0) say(`有 ${unreadable} 个值解不开（被改动过，或密钥不对），保持原样；旧密钥没有停用。`)
  if (others > 0) say(`还有 ${others} 个服务器进程以别的密钥为当前密钥；请用新设置重新启动它们，再运行一次。旧密钥没有停用。`)
  if (retired.length > 0) say(`已停用的密钥：${retired.join('、')}，可以从设置中去掉；恢复旧备份时仍需要它们。`)
  return unreadable > 0 || others > 0 ? 2 : 0
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
