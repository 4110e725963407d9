import { Segmented } from 'antd'
import { useState } from 'react'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading } from '../../../runtime-web/admin/feedback/states.tsx'
import type { Related } from '../../../runtime-web/admin/fields/record.ts'
import { useScreen } from '../../../runtime-web/admin/fields/screen.ts'
import { OrganizationPicker } from '../../../runtime-web/admin/pickers/organization-picker.tsx'
import { titlesOf } from './board/developments.ts'
import { DueCalendar } from './board/due-calendar.tsx'
import { StageColumns } from './board/stage-columns.tsx'
import './board/board.css'

type View = 'board' | 'calendar'

const views = [
  { value: 'board' as const, label: '看板' },
  { value: 'calendar' as const, label: '日历' },
]

/** Whoever is being developed, by stage, and what is due on which day; of all that one sees, or of an organization and below it. */
const Board: OwnPage = ({ menu }) => {
  const [organization, choose] = useState<Related | null>(null)
  const [view, show] = useState<View>('board')
  const screen = useScreen('development/development')
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  return (
    <Page title={menu.title} hint="在办的发展对象各到哪一步，接下来什么时候到期">
      <div className="board-tools">
        <div className="board-organization">
          <OrganizationPicker aria-label="党组织" value={organization} onChange={choose} placeholder="全部党组织" />
        </div>
        <Segmented<View> options={views} value={view} onChange={show} aria-label="显示方式" />
      </div>
      {view === 'board' ? (
        <StageColumns titles={titlesOf(screen.data)} organizationId={organization?.id} />
      ) : (
        <DueCalendar organizationId={organization?.id} />
      )}
    </Page>
  )
}

export default Board
