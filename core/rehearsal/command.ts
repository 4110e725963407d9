import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { besideServer } from '../backup/owner-access.ts'
import { CannotStart } from '../cannot-start.ts'
import { type Config, readConfig } from '../config.ts'
import { loadModel } from '../declarations/load-model.ts'
import { keyFile, type MasterKey, masterKeysIn, newMasterKey, parseMasterKeys } from '../secrets/master-keys.ts'
import { sentenceOf } from '../sentence-of.ts'
import { rehearse } from './rehearse.ts'
import { reportOf } from './report.ts'

/** Records of each entity that are held against the declaration; enough to tell what a rule would say of the rest. */
const usualSample = 20_000

/** `npm run upgrade:check [-- --all]`: 0 when this version would start on the data, else 1 with the reasons. */
export async function upgradeCheckCommand(words: string[]): Promise<number> {
  try {
    if (words.some(word => word !== '--all'))
      throw new CannotStart('用法：npm run upgrade:check -- [--all]（--all 检查全部记录，默认每种抽查 20000 条）')
    const config = readConfig()
    const model = loadModel([resolve(import.meta.dirname, '../../plugins')])
    const began = performance.now()
    const keys = { masters: masterKeysOf(config), cipher: config.secretCipher }
    const sample = words.includes('--all') ? Number.POSITIVE_INFINITY : usualSample
    const rehearsal = await besideServer(config, ownerUrl => rehearse(ownerUrl, model, keys, sample))
    process.stdout.write(`${reportOf(rehearsal, performance.now() - began)}\n`)
    return rehearsal.refusal === undefined && rehearsal.findings!.unreadable.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    return 1
  }
}

/** The keys that a start would have. Where it would make one, one that is forgotten again. */
function masterKeysOf(config: Config): MasterKey[] {
  if (config.secretKeys) return config.secretKeys
  return existsSync(join(config.dataFolder, keyFile)) ? masterKeysIn(config.dataFolder) : parseMasterKeys(newMasterKey(), keyFile)
}
