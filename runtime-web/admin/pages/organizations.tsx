import { lazy, Suspense, useMemo } from 'react'
import { Route, Routes, useSearchParams } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Failure, Loading } from '../feedback/states.tsx'
import { type Screen, useScreen } from '../fields/screen.ts'
import { useRecord } from '../record/use-record.ts'
import { OrganizationsPage } from './organizations/organizations-page.tsx'

const FormPage = lazy(async () => ({ default: (await import('../form/form-page.tsx')).FormPage }))

const entity = 'core/organization'

/** O1.1: the tree of organizations beside the details of one; the forms are those of every record. */
export default function Organizations({ menu }: { menu: MenuEntry }) {
  const screen = useScreen(entity)
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  const page = <OrganizationsPage menu={menu} screen={screen.data} />
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="new" element={<NewBelow menu={menu} screen={screen.data} />} />
        <Route path=":id/edit" element={<FormPage menu={menu} entity={entity} />} />
        <Route path=":id?" element={page} />
      </Routes>
    </Suspense>
  )
}

/** The form of a new organization, below the one from which it was opened. */
function NewBelow({ menu, screen }: { menu: MenuEntry; screen: Screen }) {
  const parentId = useSearchParams()[0].get('parentId') ?? undefined
  const parent = useRecord(screen, parentId)
  const name = parent.data?.['name'] as string | undefined
  const begin = useMemo(() => (parentId && name ? { parentId: { id: parentId, label: name } } : {}), [parentId, name])
  if (parent.error) return <Failure error={parent.error} onRetry={() => void parent.refetch()} />
  if (parentId && !parent.data) return <Loading />
  return <FormPage menu={menu} entity={entity} begin={begin} />
}
