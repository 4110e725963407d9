import { Route, Routes } from 'react-router'
import type { MenuEntry } from '../../../runtime-web/admin/desk/desk-data.ts'
import { InboxList } from './inbox/inbox-list.tsx'
import { Reading } from './inbox/reading.tsx'

/** The notices that were sent to this person, and each of them to be read. */
export default function Inbox({ menu }: { menu: MenuEntry }) {
  return (
    <Routes>
      <Route index element={<InboxList menu={menu} />} />
      <Route path=":id" element={<Reading menu={menu} />} />
    </Routes>
  )
}
