import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Failure, Loading } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { ListPage } from '../list/list-page.tsx'
import { UserPage } from './users/user-page.tsx'
import { UserRowMenu } from './users/user-row-menu.tsx'

const FormPage = lazy(async () => ({ default: (await import('../form/form-page.tsx')).FormPage }))

const entity = 'core/user'

/** S2.3: the accounts in a list like any other, and a page for each with what can be done with it. */
export default function Users({ menu }: { menu: MenuEntry }) {
  const screen = useScreen(entity)
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  const form = (
    <Suspense fallback={<Loading />}>
      <FormPage menu={menu} entity={entity} />
    </Suspense>
  )
  return (
    <Routes>
      <Route index element={<ListPage menu={menu} entity={entity} rowMenu={UserRowMenu} />} />
      <Route path="new" element={form} />
      <Route path=":id/edit" element={form} />
      <Route path=":id" element={<UserPage menu={menu} screen={screen.data} />} />
    </Routes>
  )
}
