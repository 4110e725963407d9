import { ReloadOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import type { Screen } from '../fields/screen.ts'
import type { useColumnLayout } from './columns/column-layout.ts'
import { ColumnsButton } from './columns/columns-button.tsx'
import { FilterButton } from './filter/filter-bar.tsx'
import { QuickSearch } from './filter/quick-search.tsx'
import { fieldsOf } from './list-fields.ts'
import type { ListAddress } from './list-state.ts'
import { ViewMenu } from './views/view-menu.tsx'

const OrganizationScope = lazy(() => import('./filter/organization-scope.tsx'))

type ToolbarProps = {
  screen: Screen
  user: string
  address: ListAddress
  columns: ReturnType<typeof useColumnLayout>
  onRefresh(): void
}

/** What is shown: found by a word, of an organization, by conditions; and in which columns. */
export function Toolbar({ screen, user, address, columns, onRefresh }: ToolbarProps) {
  const { state, change } = address
  const search = useCallback((search: string) => change({ search }, true), [change])
  return (
    <div className="list-toolbar">
      {screen.searched.length > 0 && <QuickSearch searched={screen.searched} value={state.search} onChange={search} />}
      {screen.organizationField && (
        <Suspense fallback={<Skeleton.Input className="list-scope" />}>
          <OrganizationScope organization={state.organization} below={state.below} onChange={change} />
        </Suspense>
      )}
      <FilterButton fields={fieldsOf(screen)} filter={state.filter} onChange={filter => change({ filter })} />
      <span className="list-gap" />
      <ViewMenu screen={screen} user={user} state={state} layout={columns.layout} onShow={change} onKept={columns.leaveToView} />
      <Button icon={<ReloadOutlined />} aria-label="刷新" title="刷新" onClick={onRefresh} />
      <ColumnsButton screen={screen} layout={columns.layout} onChange={columns.change} />
    </div>
  )
}
