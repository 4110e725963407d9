import { Button } from 'antd'
import { RelatedLink } from '../../fields/related-link.tsx'
import type { OrganizationNode } from '../organizations/organization-tree.ts'

/** The organization that was clicked: its whole name, and where to go with it. */
export function ChartFoot({ node, note, onRoot }: { node: OrganizationNode; note: string; onRoot(): void }) {
  return (
    <footer className="chart-foot">
      <RelatedLink entity="core/organization" to={{ id: node.id, label: node.name }} />
      <span className="value-none">{note}</span>
      <Button size="small" onClick={onRoot}>
        从这里画起
      </Button>
    </footer>
  )
}
