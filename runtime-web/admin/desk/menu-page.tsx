import { lazy, Suspense } from 'react'
import { Route, Routes, useParams } from 'react-router'
import { Loading, NotOpen } from '../feedback/states.tsx'
import { ListPage } from '../list/list-page.tsx'
import { type MenuEntry, useMenus } from './desk-data.ts'
import { ownPage } from './own-pages.ts'

const FormPage = lazy(async () => ({ default: (await import('../form/form-page.tsx')).FormPage }))
const PrintPage = lazy(() => import('../record/print-page.tsx'))
const RecordPage = lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage }))

/** What a menu entry opens: a page of its own, or the list, form and details of its entity. */
export function MenuPage() {
  const { menu: key } = useParams()
  const menus = useMenus()
  if (!menus.data) return <Loading />
  const menu = menus.data.find(one => one.key === key)
  if (!menu) return <NotOpen />
  return (
    <Suspense fallback={<Loading />} key={menu.key}>
      <Opened menu={menu} />
    </Suspense>
  )
}

function Opened({ menu }: { menu: MenuEntry }) {
  const Own = menu.page ? ownPage(menu.plugin, menu.page) : undefined
  if (Own) return <Own menu={menu} />
  if (!menu.entity) return <NotOpen />
  return (
    <Routes>
      <Route index element={<ListPage menu={menu} entity={menu.entity} />} />
      <Route path="new" element={<FormPage menu={menu} entity={menu.entity} />} />
      <Route path=":id/edit" element={<FormPage menu={menu} entity={menu.entity} />} />
      <Route path=":id/print/:print" element={<PrintPage menu={menu} entity={menu.entity} />} />
      <Route path=":id" element={<RecordPage menu={menu} entity={menu.entity} />} />
    </Routes>
  )
}
