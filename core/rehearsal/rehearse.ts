import { CannotStart } from '../cannot-start.ts'
import { applyModel } from '../database/apply-model.ts'
import type { Model } from '../declarations/model.ts'
import type { CipherName } from '../secrets/crypto-provider.ts'
import { openKeyRing } from '../secrets/key-register.ts'
import type { MasterKey } from '../secrets/master-keys.ts'
import type { Change } from '../upgrade/upgrading.ts'
import { type Findings, inspect } from './inspect.ts'
import { type Copied, withScratchCopy } from './scratch-database.ts'

/** What would come of starting this program on that database. */
export type Rehearsal = {
  copied: Copied
  /** What would be done to it, with the time that it took on the copy. */
  changes: Change[]
  /** Why it would not start. */
  refusal?: string
  /** What was found in the copy once it was upgraded. */
  findings?: Findings
}

export type Keys = { masters: MasterKey[]; cipher: CipherName }

/** Tries the upgrade on a copy, which is gone afterwards. The database itself is only read. `sample`: records of each entity looked at. */
export function rehearse(ownerUrl: string, model: Model, keys: Keys, sample: number): Promise<Rehearsal> {
  return withScratchCopy(ownerUrl, async (scratchUrl, copied) => {
    const changes: Change[] = []
    try {
      await applyModel(scratchUrl, model, { onChange: change => changes.push(change) })
      const keyRing = await openKeyRing(scratchUrl, keys.masters, keys.cipher)
      return { copied, changes, findings: await inspect(scratchUrl, keyRing, model, sample) }
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error
      return { copied, changes: [], refusal: error.message }
    }
  })
}
