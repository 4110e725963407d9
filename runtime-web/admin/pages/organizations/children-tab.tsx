import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { Nothing } from '../../feedback/states.tsx'
import { useAttempt } from '../../feedback/use-attempt.ts'
import { useDictionary } from '../../fields/dictionary.ts'
import { type Screen, useScreen } from '../../fields/screen.ts'
import { arrange } from './arrange.ts'
import type { OrganizationNode, OrganizationTree } from './organization-tree.ts'

type ChildrenTabProps = { id: string; screen: Screen; tree: OrganizationTree; onChanged(ids: string[]): void }

/** Those directly below, in their order, which is changed here without a mouse as well. */
export function ChildrenTab({ id, screen, tree, onChanged }: ChildrenTabProps) {
  const { busy, attempt } = useAttempt()
  const category = useDictionary('organization-category')
  useEffect(() => void tree.load(id), [tree, id])
  const level = tree.level(id)
  const below = (level?.ids ?? []).map(one => tree.node(one)!)
  const counted = Object.keys(below[0]?.counts ?? {})[0]

  async function put(node: OrganizationNode, beforeId: string | null): Promise<void> {
    await attempt(async () => {
      await arrange(node.id, beforeId)
      onChanged([id])
    })
  }

  const order = (node: OrganizationNode, at: number) => (
    <>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={`上移${node.shortName}`}
        disabled={busy || at === 0}
        onClick={() => put(node, below[at - 1]!.id)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={`下移${node.shortName}`}
        disabled={busy || at === below.length - 1}
        onClick={() => put(node, below[at + 2]?.id ?? null)}
      />
    </>
  )

  return (
    <>
      <Table<OrganizationNode>
        rowKey="id"
        size="middle"
        dataSource={below}
        loading={level === undefined || level.state === 'loading'}
        pagination={false}
        // `children` of an organization is how many there are, not rows of the table.
        expandable={{ childrenColumnName: 'none' }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="没有下级党组织" /> }}
        columns={[
          { key: 'name', title: '名称', render: (_, node) => <Link to={`../${node.id}`}>{node.name}</Link> },
          { key: 'category', title: '类别', render: (_, node) => category?.title(node.category ?? '') },
          { key: 'children', title: '下级', align: 'right', dataIndex: 'children' },
          ...(counted
            ? [
                {
                  key: 'counted',
                  title: <CountedTitle entity={counted} />,
                  align: 'right' as const,
                  render: (_: unknown, node: OrganizationNode) => node.counts[counted]?.below,
                },
              ]
            : []),
          ...(screen.can.includes('update')
            ? [{ key: 'order', title: '排序', render: (_: unknown, node: OrganizationNode, at: number) => order(node, at) }]
            : []),
        ]}
      />
      {level?.after && (
        <Button type="link" onClick={() => tree.more(id)}>
          显示更多
        </Button>
      )}
    </>
  )
}

function CountedTitle({ entity }: { entity: string }) {
  return <>{useScreen(entity).data?.title}（含下级）</>
}
