import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import { Roster } from '../parts/roster.tsx'

/** The officials of a term. */
export default function TermPanel({ record }: PanelProps) {
  return <Roster title="本届班子" of={{ 'filter[termId][eq]': String(record['id']) }} />
}
