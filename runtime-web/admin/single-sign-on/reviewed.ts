import type { State } from './application.ts'

/** An application as the operator sees it. */
export type Reviewed = {
  id: string
  tenant: { id: string; label: string }
  name: string
  homepage: string
  contactName: string | null
  contactPhone: string | null
  purpose: string | null
  state: State
  reviewNote: string | null
  entriesGranted: number | null
  entriesUsed: number | null
  version: number
}

export type Deed = { action: 'approve' | 'refuse' | 'stop'; title: string; reasoned: boolean; from: State[] }

const deeds: Deed[] = [
  { action: 'approve', title: '通过', reasoned: false, from: ['applied', 'refused', 'stopped'] },
  { action: 'refuse', title: '不通过', reasoned: true, from: ['applied'] },
  { action: 'stop', title: '停用', reasoned: true, from: ['approved'] },
]

/** What the operator can do with an application in this state. */
export const deedsOf = (state: State): Deed[] => deeds.filter(deed => deed.from.includes(state))
