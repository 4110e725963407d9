import type { Related } from '../../fields/record.ts'

/** That a unit asked for a plugin, or may use it though its edition lacks it. */
export type Entitlement = {
  id: string
  tenant?: Related
  plugin: string
  state: 'applied' | 'granted' | 'refused'
  reason: string | null
  /** What the unit is told of the decision. */
  answer: string | null
  createdAt: string
  updatedAt: string
}

export const entitlementStates = {
  applied: { title: '申请中', color: 'processing' },
  granted: { title: '已开通', color: 'success' },
  refused: { title: '未开通', color: 'default' },
} satisfies Record<Entitlement['state'], { title: string; color: string }>
