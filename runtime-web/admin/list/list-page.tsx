import type { MenuEntry } from '../desk/desk-data.ts'
import { useSession } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { WaitingRows } from './empty.tsx'
import { RecordList } from './record-list.tsx'
import type { RowMenu } from './row-actions.tsx'
import './list.css'

type ListPageProps = {
  menu: MenuEntry
  entity: string
  /** In place of the declared transitions, where a page has more to ask or to tell about them. */
  rowMenu?: RowMenu
}

/** The list of an entity, drawn from its declaration as the caller may see it. */
export function ListPage({ menu, entity, rowMenu }: ListPageProps) {
  const screen = useScreen(entity)
  const session = useSession()
  if (screen.data && session.data) return <RecordList menu={menu} screen={screen.data} user={session.data.user.id} rowMenu={rowMenu} />
  return (
    <Page title={menu.title}>
      <div className="paper list">
        {screen.error ? <Failure error={screen.error} onRetry={screen.refetch} /> : <WaitingRows rows={10} compact={false} />}
      </div>
    </Page>
  )
}
