import { idNumbers } from '../demo/identity.ts'
import { demoMember } from '../demo/members.ts'
import { seededRandom } from '../demo/random.ts'

const asOf = '2026-06-30'

/**
 * People whom nobody has registered yet, for one run: their ID numbers and phones follow from the time it began. No area has these codes,
 * and no operator these phone numbers.
 */
export function newPeople(branch: { name: string; shortName: string }): () => Omit<ReturnType<typeof demoMember>, 'organization'> {
  const run = Math.floor(Date.now() / 1000) % 9_000
  const random = seededRandom(run)
  const idNumber = idNumbers(`99${String(run + 1_000)}`)
  let made = 0
  return () => {
    const phone = `1${31 + Math.floor(run / 1_000)}${String(run % 1_000).padStart(3, '0')}${String(made++).padStart(5, '0')}`
    const { organization: _, ...person } = demoMember(random, branch, { idNumber, phone }, asOf)
    return person
  }
}
