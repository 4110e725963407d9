import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import { Roster } from '../parts/roster.tsx'

/** Who leads an organization now. */
export default function OrganizationPanel({ record }: PanelProps) {
  return <Roster title="现任班子" termShown of={{ 'filter[organizationId][eq]': String(record['id']), 'filter[state][eq]': 'serving' }} />
}
