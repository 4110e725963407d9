import { turnMonths } from './audit/retention.ts'
import { everyFewHours } from './audit/retention-timer.ts'
import { warnOfNextYear } from './calendar/warn-of-next-year.ts'
import { removeUnnamedFiles } from './files/remove-unnamed.ts'
import type { FileStore } from './files/store.ts'
import type { Platform } from './platform.ts'
import type { Engine } from './records/engine.ts'

type House = { ownerUrl: string; files: FileStore; log: Platform['log'] }

/** What every server does for all tenants every few hours, by nobody's wish. Gives what ends it. */
export function keepHouse(engine: Engine, { ownerUrl, files, log }: House): () => Promise<void> {
  const { model, database, keyRing } = engine
  const endRetention = everyFewHours(
    6,
    () => turnMonths({ ownerUrl, model, keys: keyRing }),
    error => log.error({ err: error }, 'old months not yet dropped, or new ones not yet made'),
  )
  const endSweep = everyFewHours(
    24,
    () => removeUnnamedFiles({ ownerUrl, database, files, log }),
    error => log.error({ err: error }, 'stored files that nothing names not yet removed'),
  )
  const endWarnings = everyFewHours(
    24,
    () => warnOfNextYear(engine),
    error => log.error({ err: error }, 'the operators not yet warned of a calendar without next year'),
  )
  return async () => {
    await endRetention()
    await endSweep()
    await endWarnings()
  }
}
