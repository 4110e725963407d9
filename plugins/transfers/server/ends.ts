import { type At, defineProblem } from '../../../core/index.ts'
import type { Needs } from './needs.ts'

const gone = defineProblem('transfers.letter-gone', 409, '对方的介绍信已撤销、已过期或已办结，请对方重新开具')

/** How a letter ends that came from another tenant: he leaves there in the moment in which he is taken in here, or stays there. */
export function defineEnds({ commands, handovers, records }: Needs): void {
  commands.define('let-go', async (at, { asked }) => {
    const [name] = (
      await records.labels({ caller: at.caller, engine: at.engine }, 'core/organization', [String(asked['committeeId'])])
    ).values()
    await end(at, String(asked['handover']), 'done', (there, recordId) =>
      commands.run(there, 'transfers.confirm', { recordId, asked: { receiptFrom: name ?? '转入方' } }),
    )
    return undefined
  })

  commands.define('send-home', async (at, { asked }) => {
    const handover = String(asked['handover'])
    await end(at, handover, 'returned', (there, recordId) =>
      commands.run(there, 'transfers.turn-away', { recordId, asked: { why: asked['why'] } }),
    )
    return undefined
  })

  /** A letter that is no longer on its way cannot end a second time. @throws gone */
  async function end(at: At, handover: string, state: string, run: (there: At, recordId: string) => Promise<unknown>): Promise<void> {
    await handovers.elsewhere(at, handover, async (there, recordId) => {
      const before = await records.find(there, 'transfer', recordId)
      await run(there, recordId)
      const after = await records.find(there, 'transfer', recordId)
      if (before?.['state'] !== 'outside' || after?.['state'] !== state) throw gone()
    })
  }
}
