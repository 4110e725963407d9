import { resolve } from 'node:path'
import { besideServer } from '../backup/owner-access.ts'
import { CannotStart } from '../cannot-start.ts'
import { readConfig } from '../config.ts'
import { loadModel } from '../declarations/load-model.ts'
import { openFileStore } from '../files/store.ts'
import { sentenceOf } from '../sentence-of.ts'
import { checkData } from './check-data.ts'
import { reportOf } from './report.ts'

/** `npm run check:data`: gives the exit code. 0: every rule holds; 1: some do not; 2: it could not be looked. */
export async function checkCommand(words: string[]): Promise<number> {
  try {
    if (words.length > 0) throw new CannotStart('用法：npm run check:data')
    const config = readConfig()
    const model = loadModel([resolve(import.meta.dirname, '../../plugins')])
    const files = await openFileStore(config.files)
    const examination = await besideServer(config, ownerUrl => checkData({ ownerUrl, model, files }))
    process.stdout.write(`${reportOf(examination).join('\n')}\n`)
    return examination.findings.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    return 2
  }
}
