import { Alert } from 'antd'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading } from '../feedback/states.tsx'
import type { Screen } from '../fields/screen.ts'
import { BackToList } from '../record/back-to-list.tsx'
import { useStanding } from './standing.ts'
import TimelineTab from './timeline-tab.tsx'
import { WorkflowBar } from './workflow-bar.tsx'

/** For who is asked, as when he acts for someone, and may not read the record itself: where it stands, what was done with it, and his say. */
export default function DecidingOnly({ menu, screen, id }: { menu: MenuEntry; screen: Screen; id: string }) {
  const standing = useStanding(screen, id)
  if (standing.error) return <Failure error={standing.error} onRetry={standing.refetch} />
  if (!standing.data) return <Loading />
  const record = { id, version: 0 }
  return (
    <Page title={screen.title} hint={<BackToList menu={menu} />}>
      <WorkflowBar screen={screen} record={record} />
      <Alert
        className="record-deleted"
        type="info"
        showIcon
        message="您可以办理这件事，但没有查看其详细内容的权限，需要时请向委托人了解。"
      />
      <TimelineTab screen={screen} record={record} />
    </Page>
  )
}
