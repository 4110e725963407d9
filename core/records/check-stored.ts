import { checkAccounts, type Holders } from './accounts.ts'
import { checkFiles } from './attachments.ts'
import type { Draft, Writing } from './engine.ts'
import { checkOnly } from './only.ts'
import { checkOpenOrganization } from './open-organization.ts'
import { checkRelations } from './relations.ts'
import { checkUnique } from './uniqueness.ts'

/**
 * Notes what the database has against drafts: it is asked everything at once, and told draft by draft in this order, so that nobody hears
 * more of a record than of the first thing that is wrong with it. Gives whose the phones of people are.
 */
export async function checkStored(writing: Writing, drafts: Draft[]): Promise<Holders> {
  const sound = drafts.filter(isSound)
  const [relations, only, organization, files, unique, accounts] = await Promise.all([
    checkRelations(writing, drafts),
    checkOnly(writing, drafts),
    checkOpenOrganization(writing, sound),
    checkFiles(writing, sound),
    checkUnique(writing, drafts),
    checkAccounts(writing, sound),
  ])
  for (const note of [relations, only, organization, files, unique, accounts.note]) note()
  return accounts.holders
}

export function isSound({ errors }: Draft): boolean {
  return errors.length === 0
}
