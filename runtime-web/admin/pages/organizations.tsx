import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Failure, Loading } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { OrganizationsPage } from './organizations/organizations-page.tsx'

const RecordPage = lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage }))

/** O1.1: the tree of organizations beside the details of one; the forms are those of every record. */
export default function Organizations({ menu }: { menu: MenuEntry }) {
  const screen = useScreen('core/organization')
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  const page = <OrganizationsPage menu={menu} screen={screen.data} />
  const form = (
    <Suspense fallback={<Loading />}>
      <RecordPage menu={menu} entity="core/organization" />
    </Suspense>
  )
  return (
    <Routes>
      <Route path="new" element={form} />
      <Route path=":id/edit" element={form} />
      <Route path=":id?" element={page} />
    </Routes>
  )
}
