import { join } from 'node:path'
import type { Test } from 'tap'
import { todayInShanghai } from '../../core/identity/dates.ts'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

/** Holds the register of documents: a plugin in JSON alone, whose numbers are declared. */
export const fixtures = join(import.meta.dirname, 'fixtures')

export const documents = '/documents/documents'
export const receipts = '/documents/receipts'
export const register = '/core/issued-numbers'
export const counters = '/core/number-counters'

export const thisYear = todayInShanghai().slice(0, 4)

export type DocumentPlatform = TestPlatform & {
  admin: Client
  orgadmin: Client
  secretary: Client
  /** Short names and ids of the county of `orgadmin` and `secretary`'s branch below it. */
  county: Body
  branch: Body
  /** Makes a document of the county, issued on a day of 2026 unless told otherwise. */
  issue(change?: Body): Promise<Reply>
  /** The register of a numbering in the order of its numbers. */
  registered(filter?: string): Promise<Body[]>
}

export async function startWithDocuments(t: Test): Promise<DocumentPlatform> {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const [admin, orgadmin, secretary] = (await Promise.all(['admin', 'orgadmin', 'secretary'].map(name => platform.signIn(name)))) as [
    Client,
    Client,
    Client,
  ]
  const organizationOf = async (client: Client) =>
    (await admin.get(`/core/organizations/${(await client.get('/core/profile')).body.user.organization.id}`)).body
  const [county, branch] = await Promise.all([organizationOf(orgadmin), organizationOf(secretary)])
  let made = 0
  return {
    ...platform,
    admin,
    orgadmin,
    secretary,
    county,
    branch,
    issue: change =>
      admin.post(documents, {
        organizationId: county.id,
        title: `关于第 ${++made} 件事的通知`,
        state: 'issued',
        issuedOn: '2026-03-05',
        ...change,
      }),
    async registered(filter = '') {
      return (await admin.get(`${register}?sort=sequence&page[size]=200${filter}`)).body.data
    },
  }
}
