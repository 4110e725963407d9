import { ReloadOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import type { Screen } from '../fields/screen.ts'
import type { ColumnLayout } from './columns/column-layout.ts'
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
  layout: ColumnLayout
  onLayout(layout: ColumnLayout | undefined): void
  onRefresh(): void
}

/** What is shown: found by a word, of an organization, by conditions; and in which columns. */
export function Toolbar({ screen, user, address, layout, onLayout, onRefresh }: ToolbarProps) {
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
      <ViewMenu screen={screen} user={user} state={state} layout={layout} onShow={change} onKept={() => onLayout(undefined)} />
      <Button icon={<ReloadOutlined />} aria-label="刷新" title="刷新" onClick={onRefresh} />
      <ColumnsButton screen={screen} layout={layout} onChange={onLayout} />
    </div>
  )
}
