import { DownOutlined, TableOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { patch, remove } from '../../api/request.ts'
import type { Screen } from '../../fields/screen.ts'
import { type ColumnLayout, sameLayout, soundLayout } from '../columns/column-layout.ts'
import type { ListState } from '../list-state.ts'
import { everything, keepUsualView, queryOf, readUsualView, type SavedView, savedViewsPath, stateOf, useSavedViews } from './saved-views.ts'

const ViewDialog = lazy(() => import('./view-dialog.tsx'))

type ViewMenuProps = {
  screen: Screen
  user: string
  state: ListState
  layout: ColumnLayout
  onShow(state: Partial<ListState>): void
  /** The columns are those of the view from now on. */
  onKept(): void
}

/** The views of the list: to choose one, to keep what is shown as one, and to look after one's own. */
export function ViewMenu({ screen, user, state, layout, onShow, onKept }: ViewMenuProps) {
  const { views, mayKeep, reload } = useSavedViews(screen)
  const { message, modal } = App.useApp()
  const [dialog, openDialog] = useState<{ view?: SavedView }>()
  const [usual, setUsual] = useState(() => readUsualView(user, screen))
  const current = views?.find(view => view.id === state.view)
  const mine = current?.user?.id === user
  const changed =
    current && !(queryOf(stateOf(current, screen)) === queryOf(state) && sameLayout(soundLayout(current.columns, screen), layout))

  const makeUsual = (view: string | undefined) => {
    keepUsualView(user, screen, view)
    setUsual(view ?? null)
  }
  const attempt = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work()
      await reload()
      message.success(said)
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }
  const keepChange = (view: SavedView) =>
    attempt(async () => {
      await patch(`${savedViewsPath}/${view.id}`, { query: queryOf(state), columns: layout })
      onKept()
    }, '视图已更新')
  const removeView = (view: SavedView) =>
    modal.confirm({
      title: `删除视图“${view.name}”？`,
      content: view.organization ? '与您共用的人也不能再使用它。列表中的记录不受影响。' : '列表中的记录不受影响。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: () =>
        attempt(async () => {
          await remove(`${savedViewsPath}/${view.id}`)
          if (usual === view.id) makeUsual(undefined)
          onShow(everything(usual !== null))
        }, '视图已删除'),
    })

  const entry = (view: SavedView) => ({
    key: view.id,
    label: usual === view.id ? `${view.name}（默认打开）` : view.name,
    onClick: () => onShow(stateOf(view, screen)),
  })
  const own = views?.filter(view => view.user?.id === user) ?? []
  const shared = views?.filter(view => view.user?.id !== user) ?? []
  const items: MenuProps['items'] = [
    { key: 'all', label: '全部记录', onClick: () => onShow(everything(usual !== null)) },
    ...(own.length > 0 ? [{ type: 'group' as const, key: 'own', label: '我的视图', children: own.map(entry) }] : []),
    ...(shared.length > 0 ? [{ type: 'group' as const, key: 'shared', label: '共享给我的', children: shared.map(entry) }] : []),
    { type: 'divider' },
    ...(mine && changed ? [{ key: 'keep', label: '更新当前视图', onClick: () => keepChange(current) }] : []),
    ...(mayKeep ? [{ key: 'new', label: '另存为视图', onClick: () => openDialog({}) }] : []),
    ...(mine ? [{ key: 'edit', label: '改名与共享', onClick: () => openDialog({ view: current }) }] : []),
    ...(current && usual !== current.id ? [{ key: 'usual', label: '设为默认打开', onClick: () => makeUsual(current.id) }] : []),
    ...(usual ? [{ key: 'unusual', label: '不再默认打开', onClick: () => makeUsual(undefined) }] : []),
    ...(mine ? [{ key: 'remove', danger: true, label: '删除视图', onClick: () => removeView(current) }] : []),
  ]
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [current?.id ?? 'all'] }}>
        <Button icon={<TableOutlined />} loading={views === undefined} className="list-view">
          {current ? `${current.name}${changed ? ' *' : ''}` : '视图'}
          <DownOutlined />
        </Button>
      </Dropdown>
      <Suspense>
        {dialog && (
          <ViewDialog
            screen={screen}
            view={dialog.view}
            query={queryOf(state)}
            columns={layout}
            onClose={() => openDialog(undefined)}
            onKept={async kept => {
              openDialog(undefined)
              await reload()
              if (!dialog.view) onShow({ view: kept.id })
            }}
          />
        )}
      </Suspense>
    </>
  )
}
