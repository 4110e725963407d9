import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { ImportButton } from '../imports/import-button.tsx'
import type { QuickDeed } from '../workflows/quick-deed.ts'
import { BulkBar, bulkActions, quickDeeds } from './bulk/bulk-bar.tsx'
import type { BulkAction, Chosen, Order } from './bulk/order.ts'
import { useSelection } from './bulk/selection.ts'
import { useColumnLayout } from './columns/column-layout.ts'
import { columnsOf } from './columns/columns.tsx'
import { EmptyList, WaitingRows } from './empty.tsx'
import { FilterChips } from './filter/filter-bar.tsx'
import { fieldsOf } from './list-fields.ts'
import { foundBy, type SortKey, useListAddress, writeSort } from './list-state.ts'
import { ListTable } from './list-table.tsx'
import { useNarrow } from './narrow.ts'
import { Pager } from './pager.tsx'
import { actionsWidth, RowActions, type RowMenu } from './row-actions.tsx'
import { useRows, useTotal } from './rows.ts'
import { Toolbar } from './toolbar.tsx'
import { useShownView } from './views/saved-views.ts'

const BulkDialog = lazy(() => import('./bulk/bulk-dialog.tsx'))
const BulkDeedDialog = lazy(() => import('../workflows/bulk-deed-dialog.tsx'))
const ExportDialog = lazy(() => import('./bulk/export-dialog.tsx'))

/** The most ids that fit into an address; more are exported by what finds them. */
const mostChosenInExport = 300

type RecordListProps = { menu: MenuEntry; screen: Screen; user: string; rowMenu?: RowMenu }

export function RecordList({ menu, screen, user, rowMenu }: RecordListProps) {
  const deleted = menu.list === 'deleted'
  const address = useListAddress(screen)
  const { state, cursors, change } = address
  const { view, waits } = useShownView(screen, user, address)
  const columnLayout = useColumnLayout(screen, user, { view: view?.id, kept: view?.columns })
  const { layout, change: changeLayout } = columnLayout
  const rows = useRows({ screen, state, deleted }, layout.shown, cursors.at(-1), !waits)
  const total = useTotal({ screen, state, deleted }, rows.data, cursors.length === 0)
  const query = useMemo(() => foundBy(state, screen, deleted), [state, screen, deleted])
  const selection = useSelection(query.toString())
  const [order, giveOrder] = useState<Order>()
  const [deed, giveDeed] = useState<QuickDeed>()
  const [exporting, setExporting] = useState<{ ids?: string[] }>()
  const client = useQueryClient()
  const navigate = useNavigate()
  const narrow = useNarrow()

  const nameOf = useCallback((record: Told) => String(record[screen.label] ?? ''), [screen])
  const actOn = useCallback(
    (action: BulkAction, record: Told) => giveOrder({ action, chosen: { ids: [record.id] }, name: nameOf(record) }),
    [nameOf],
  )
  const columns = useMemo(
    () =>
      columnsOf({
        screen,
        layout,
        sort: state.sort,
        narrow,
        onSort: (field, also) => change({ sort: sortedBy(state.sort, field, also) }),
        onResize: (field, width) => changeLayout({ ...layout, widths: { ...layout.widths, [field]: width } }),
        actions: actionsWidth(screen, deleted)
          ? {
              width: actionsWidth(screen, deleted),
              of: record => (
                <RowActions screen={screen} record={record} deleted={deleted} name={nameOf(record)} onAct={actOn} menu={rowMenu} />
              ),
            }
          : undefined,
      }),
    [screen, layout, state.sort, narrow, deleted, change, changeLayout, nameOf, actOn, rowMenu],
  )
  const open = useCallback((record: Told) => void navigate(record.id), [navigate])

  const narrowed = state.filter.conditions.length > 0 || state.search !== '' || state.organization !== undefined
  const clear = () => change({ filter: { match: 'all', conditions: [] }, search: '', organization: undefined })
  const chosen: Chosen = selection.allFound ? { foundBy: query, total } : { ids: selection.ids }
  const someChosen = selection.allFound || selection.ids.length > 0
  const mayExport = screen.can.includes('export')
  const mayExportChosen = mayExport && (selection.allFound || selection.ids.length <= mostChosenInExport)
  const mayChoose = bulkActions(screen, deleted).length > 0 || (!deleted && quickDeeds(screen).length > 0) || mayExport
  const create = screen.can.includes('create') && isMadeByForm(screen) && (
    <Link to="new">
      <Button type="primary" icon={<PlusOutlined />}>
        新增{screen.title}
      </Button>
    </Link>
  )
  const refresh = () => void client.invalidateQueries({ queryKey: ['list', screen.key] })
  const changed = () => {
    selection.clear()
    refresh()
    void client.invalidateQueries({ queryKey: ['tasks'] })
  }
  const adding = !deleted && (
    <>
      <ImportButton screen={screen} onImported={refresh} />
      {create}
    </>
  )
  const empty = (
    <EmptyList screen={screen} deleted={deleted} narrowed={narrowed} onClear={clear}>
      {adding}
    </EmptyList>
  )
  return (
    <Page
      title={menu.title}
      actions={
        <>
          {mayExport && (
            <Button icon={<DownloadOutlined />} onClick={() => setExporting({})}>
              导出
            </Button>
          )}
          {adding}
        </>
      }
    >
      <div className="paper list">
        <Toolbar screen={screen} user={user} address={address} columns={columnLayout} onRefresh={refresh} />
        {address.unusable > 0 && (
          <Alert
            banner
            closable={{ 'aria-label': '关闭' }}
            type="warning"
            message={`有 ${address.unusable} 个条件已不存在，或您不能按它筛选，已略去。`}
          />
        )}
        <FilterChips fields={fieldsOf(screen)} filter={state.filter} onChange={filter => change({ filter })} />
        {someChosen && (
          <BulkBar
            screen={screen}
            deleted={deleted}
            chosen={chosen}
            onAllFound={selection.allFound || total === selection.ids.length ? undefined : selection.selectAllFound}
            onAct={action => giveOrder({ action, chosen })}
            onDeed={giveDeed}
            onExport={mayExportChosen ? () => setExporting(selection.allFound ? {} : { ids: selection.ids }) : undefined}
            onClear={selection.clear}
          />
        )}
        {rows.error ? (
          <Failure error={rows.error} onRetry={rows.refetch} />
        ) : rows.data ? (
          <ListTable
            title={menu.title}
            rows={rows.data.data}
            columns={columns}
            compact={layout.compact}
            waiting={rows.isPlaceholderData}
            empty={empty}
            selected={selection.allFound ? rows.data.data.map(record => record.id) : selection.ids}
            onSelect={mayChoose ? selection.select : undefined}
            onOpen={open}
            nameOf={nameOf}
          />
        ) : (
          <WaitingRows rows={10} compact={layout.compact} />
        )}
        <Pager
          cursors={cursors}
          after={rows.data?.page.after}
          size={state.size}
          total={total}
          waiting={rows.isPlaceholderData}
          onTurn={address.turnTo}
          onSize={size => change({ size })}
        />
      </div>
      <Suspense>
        {order && <BulkDialog screen={screen} order={order} onDone={changed} onClose={() => giveOrder(undefined)} />}
        {deed && <BulkDeedDialog screen={screen} deed={deed} chosen={chosen} onDone={changed} onClose={() => giveDeed(undefined)} />}
        {exporting && (
          <ExportDialog
            screen={screen}
            {...whatToExport(screen, query, exporting.ids, state.sort)}
            columns={layout.shown}
            onClose={() => setExporting(undefined)}
          />
        )}
      </Suspense>
    </Page>
  )
}

/** A click sorts by that field alone, first up and then down; with Shift it is one key more. */
function sortedBy(sort: SortKey[], field: string, also: boolean): SortKey[] {
  const before = sort.find(key => key.field === field)
  const key = { field, descending: before ? !before.descending : false }
  if (!also) return [key]
  return before ? sort.map(one => (one === before ? key : one)) : [...sort, key].slice(0, 5)
}

function whatToExport(screen: Screen, found: URLSearchParams, ids: string[] | undefined, sort: SortKey[]) {
  const query = new URLSearchParams(found)
  if (sort.length > 0) query.set('sort', writeSort(sort))
  if (!ids) return { query, what: `查到的${screen.title}` }
  query.set('filter[id][in]', ids.join(','))
  return { query, what: `所选的 ${ids.length} 条${screen.title}` }
}

/** What a form cannot fill in is made elsewhere: a comment below its article, a part of a page in the designer. */
function isMadeByForm({ fields }: Screen): boolean {
  const asked = fields.filter(field => field.writable.create)
  return asked.length > 0 && !asked.some(field => field.required && field.kind === 'document')
}
