import type { At, Checked, Given, records } from '../../../core/index.ts'

/** Membership states of who is a member, or may be one again without being developed anew. */
const standing = ['normal', 'suspended']

type Records = Given<{ records: typeof records }>['records']

/**
 * Whoever is a member already is not developed to become one: told when he is entered, and not only when he would be admitted. In which organization
 * he is stays with those who may read of him.
 */
export function noMembers(records: Records) {
  return async (at: At, drafts: Checked[]): Promise<void> => {
    const asked = drafts.filter(({ values, changed }) => values['idNumber'] && !values['memberId'] && (!changed || changed.has('idNumber')))
    const members = async (some: Checked[]) => {
      const known = await records.having(
        at,
        'members/member',
        'idNumber',
        some.map(({ values }) => String(values['idNumber'])),
      )
      return known.some(member => standing.includes(String(member['membershipState'])))
    }
    if (asked.length === 0 || !(await members(asked))) return
    for (const draft of asked)
      if (await members([draft])) draft.errors.push({ pointer: '/idNumber', code: 'already-member', detail: '该身份证号已登记为党员' })
  }
}
