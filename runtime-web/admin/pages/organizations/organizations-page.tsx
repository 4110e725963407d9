import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { sentenceOf } from '../../api/problem.ts'
import { addressOf } from '../../api/request.ts'
import type { MenuEntry } from '../../desk/desk-data.ts'
import { Page } from '../../desk/page.tsx'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { type Screen, useScreen } from '../../fields/screen.ts'
import { ImportButton } from '../../imports/import-button.tsx'
import { arrange } from './arrange.ts'
import { OrganizationDetails } from './organization-details.tsx'
import { OrganizationSearch } from './organization-search.tsx'
import { top, useOrganizationTree } from './organization-tree.ts'
import './organizations.css'
import { type Order, ReshapeDialog } from './reshape-dialog.tsx'
import type { Drop } from './tree-row.tsx'
import { TreeView } from './tree-view.tsx'
import { visibleRows } from './visible-rows.ts'

/** The tree at the left, the chosen organization at the right; its address names it. */
export function OrganizationsPage({ menu, screen }: { menu: MenuEntry; screen: Screen }) {
  const { id } = useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const tree = useOrganizationTree()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [order, setOrder] = useState<Order>()
  const highest = tree.level(top)
  const first = highest?.ids[0]
  const counted = Object.keys((first && tree.node(first)?.counts) || {})[0]

  const toggle = (one: string, opening: boolean) => {
    setOpen(known => (opening ? new Set([...known, one]) : known.difference(new Set([one]))))
    if (opening) void tree.load(one)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the highest organization is opened when it has come, and may be closed then
  useEffect(() => {
    if (first && highest?.ids.length === 1) toggle(first, true)
  }, [first])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is named by the address is brought into sight once
  useEffect(() => {
    if (!id) return
    tree.reveal(id).then(
      above => setOpen(known => new Set([...known, ...above])),
      error => message.error(sentenceOf(error)),
    )
  }, [id])

  const choose = (one: string) => void navigate(id ? `../${one}` : one, { relative: 'path' })

  async function changed(ids: string[]): Promise<void> {
    void client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
    void client.invalidateQueries({ queryKey: ['organizations'] })
    try {
      await tree.reloadAround(ids)
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }

  async function dropped(drop: Drop): Promise<void> {
    const node = tree.node(drop.id)!
    const parentId = node.parent?.id
    if ('onto' in drop) {
      const onto = tree.node(drop.onto)!
      if (onto.id === parentId) return
      setOrder({ event: 'move', organization: { ...node, parentId }, target: { id: onto.id, label: onto.name } })
      return
    }
    try {
      await arrange(drop.id, drop.before)
      await tree.reloadAround([parentId ?? top])
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }

  async function done({ event, organization }: Order, targetId: string | undefined): Promise<void> {
    setOrder(undefined)
    await changed([organization.id, ...(organization.parentId ? [organization.parentId] : []), ...(targetId ? [targetId] : [])])
    if (event === 'move' || !targetId) await tree.reveal(organization.id).then(above => setOpen(known => new Set([...known, ...above])))
    else choose(targetId)
  }

  const actions = (
    <>
      <ImportButton screen={screen} onImported={() => void changed([first ?? top])} />
      {screen.can.includes('export') && (
        <Button icon={<DownloadOutlined />} href={addressOf('/core/organizations/export')}>
          导出
        </Button>
      )}
      {screen.can.includes('create') && (
        <Link to={id ? `../new?parentId=${id}` : 'new'} relative="path">
          <Button type="primary" icon={<PlusOutlined />}>
            新增党组织
          </Button>
        </Link>
      )}
    </>
  )

  return (
    <Page title={menu.title} actions={actions}>
      <div className="org-page">
        <aside className="paper org-side" aria-label="组织树">
          <OrganizationSearch className="org-search" onFound={choose} />
          {counted && <CountedHead entity={counted} />}
          {highest?.state === 'failed' && <Failure error={highest.error} onRetry={() => tree.load(top)} />}
          {highest === undefined && <Loading />}
          <TreeView
            tree={tree}
            rows={visibleRows(tree, open)}
            selected={id}
            counted={counted}
            onSelect={choose}
            onToggle={toggle}
            onDrop={screen.can.includes('move') ? dropped : undefined}
          />
        </aside>
        {id ? (
          <OrganizationDetails id={id} screen={screen} tree={tree} onOrder={setOrder} onChanged={changed} />
        ) : (
          <section className="paper org-none">
            <Nothing says="从左边选择一个党组织" />
          </section>
        )}
      </div>
      {order && <ReshapeDialog order={order} onClose={() => setOrder(undefined)} onDone={done} />}
    </Page>
  )
}

function CountedHead({ entity }: { entity: string }) {
  const title = useScreen(entity).data?.title
  return (
    <div className="org-counted" aria-hidden>
      <span>党组织</span>
      <span>{title}：本级 / 含下级</span>
    </div>
  )
}
