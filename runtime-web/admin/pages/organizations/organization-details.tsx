import { DownOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tabs, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { sentenceOf } from '../../api/problem.ts'
import { remove } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Related, Told } from '../../fields/record.ts'
import type { Screen } from '../../fields/screen.ts'
import { AccessTab } from '../../record/access-tab.tsx'
import { Details } from '../../record/details.tsx'
import '../../record/record.css'
import { OwnPanels } from '../../record/own-panel.tsx'
import { useRecord } from '../../record/use-record.ts'
import { AdminsTab } from './admins-tab.tsx'
import { ChildrenTab } from './children-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import type { OrganizationTree } from './organization-tree.ts'
import type { Order } from './reshape-dialog.tsx'

export type Organization = Told & { name: string; shortName: string; state: 'active' | 'merged' | 'dissolved'; parent: Related | null }

type DetailsProps = {
  id: string
  screen: Screen
  tree: OrganizationTree
  onOrder(order: Order): void
  /** Something below these has changed. */
  onChanged(ids: string[]): void
}

/** Everything about one organization, and what may be done with it. */
export function OrganizationDetails({ id, screen, tree, onOrder, onChanged }: DetailsProps) {
  const organization = useRecord(screen, id)
  if (organization.error) return <Failure error={organization.error} onRetry={() => void organization.refetch()} />
  if (!organization.data) return <Loading />
  const one = organization.data as Organization
  const readable = (entity: Screen['relatedBy'][number]) => screen.relatedBy.includes(entity)
  const tabs = [
    { key: 'basic', label: '基本信息', children: <Basic screen={screen} organization={one} /> },
    { key: 'below', label: '下级组织', children: <ChildrenTab id={id} screen={screen} tree={tree} onChanged={onChanged} /> },
    ...(readable('core/grant') ? [{ key: 'admins', label: '管理员', children: <AdminsTab organization={one} screen={screen} /> }] : []),
    ...(readable('core/organization-change') ? [{ key: 'history', label: '变更历史', children: <HistoryTab id={id} /> }] : []),
    { key: 'access', label: '权限说明', children: <AccessTab screen={screen} record={one} /> },
  ]
  return (
    <section className="paper org-details" aria-label={one.name}>
      <header className="org-details-head">
        <h2>{one.name}</h2>
        {one.state !== 'active' && <Tag>{one.state === 'merged' ? '已合并' : '已撤销'}</Tag>}
        <Actions organization={one} screen={screen} onOrder={onOrder} onChanged={onChanged} />
      </header>
      <Tabs key={id} items={tabs} destroyOnHidden />
    </section>
  )
}

/** What it holds, and what plugins show of it. */
function Basic({ screen, organization }: { screen: Screen; organization: Organization }) {
  return (
    <>
      <Details screen={screen} record={organization} />
      <OwnPanels screen={screen} record={organization} />
    </>
  )
}

type ActionsProps = Pick<DetailsProps, 'screen' | 'onOrder' | 'onChanged'> & { organization: Organization }

function Actions({ organization, screen, onOrder, onChanged }: ActionsProps) {
  const navigate = useNavigate()
  const { modal, message } = App.useApp()
  const { id, name, parent, state } = organization
  if (state !== 'active') return null
  const may = (action: string) => screen.can.includes(action)
  const order = (event: Order['event']) => () => onOrder({ event, organization: { id, name, parentId: parent?.id } })

  function confirmDelete(): void {
    modal.confirm({
      title: `删除“${name}”？`,
      content: '只能删除没有下级组织和人员的党组织，删除后不能恢复。曾经存在过的党组织请用“撤销”。',
      okText: '删除',
      okButtonProps: { danger: true },
      async onOk() {
        try {
          await remove(`/core/organizations/${id}`)
        } catch (error) {
          message.error(sentenceOf(error))
          return
        }
        message.success('已删除')
        await navigate(parent ? `../${parent.id}` : '..')
        if (parent) onChanged([parent.id])
      },
    })
  }

  const more = [
    ...(may('move') && parent ? [{ key: 'move', label: '迁移', onClick: order('move') }] : []),
    ...(may('merge') && parent ? [{ key: 'merge', label: '合并', onClick: order('merge') }] : []),
    ...(may('dissolve') && parent ? [{ key: 'dissolve', label: '撤销', onClick: order('dissolve') }] : []),
    ...(may('delete') && parent ? [{ key: 'delete', label: '删除', danger: true, onClick: confirmDelete }] : []),
  ]
  return (
    <div className="org-details-actions">
      {may('create') && (
        <Link to={`../new?parentId=${id}`}>
          <Button icon={<PlusOutlined />}>新增下级</Button>
        </Link>
      )}
      {may('update') && (
        <Link to={`../${id}/edit`}>
          <Button icon={<EditOutlined />}>编辑</Button>
        </Link>
      )}
      {more.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: more }}>
          <Button>
            更多 <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </div>
  )
}
