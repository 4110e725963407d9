import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Loading } from '../feedback/states.tsx'
import { TodoList } from './todos/todo-list.tsx'

const FormPage = lazy(async () => ({ default: (await import('../form/form-page.tsx')).FormPage }))
const RecordPage = lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage }))

/** What waits for this person, of all kinds; what it is about is opened here, whether or not a menu entry leads to it. */
export default function Todos({ menu }: { menu: MenuEntry }) {
  return (
    <Routes>
      <Route index element={<TodoList menu={menu} />} />
      <Route path=":plugin/:entity/*" element={<OfOneKind menu={menu} />} />
    </Routes>
  )
}

function OfOneKind({ menu }: { menu: MenuEntry }) {
  const { plugin, entity } = useParams()
  const key = `${plugin}/${entity}`
  const here = { ...menu, key: `${menu.key}/${key}` }
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<Navigate to={`/m/${menu.key}`} replace />} />
        <Route path="new" element={<FormPage menu={here} entity={key} />} />
        <Route path=":id" element={<RecordPage menu={here} entity={key} />} />
        <Route path=":id/edit" element={<FormPage menu={here} entity={key} />} />
      </Routes>
    </Suspense>
  )
}
