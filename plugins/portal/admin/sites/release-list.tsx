import { App, Button, Checkbox, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { post } from '../../../../runtime-web/admin/api/request.ts'
import { Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { type Release, restore } from './site-operations.ts'

const states: Record<Release['state'], { title: string; color?: string }> = {
  prepared: { title: '已生成' },
  review: { title: '待审核', color: 'warning' },
  scheduled: { title: '定时发布', color: 'processing' },
  live: { title: '线上', color: 'success' },
  past: { title: '历史版本' },
  refused: { title: '未通过', color: 'error' },
  cancelled: { title: '已取消' },
}

type ReleaseListProps = { releases: Release[]; live: Release | undefined; onDone(): unknown }

/** All versions, the latest first: brought back, compared with what visitors see, called off. */
export function ReleaseList({ releases, live, onDone }: ReleaseListProps) {
  const [compared, compare] = useState<Release>()
  if (releases.length === 0) return <Nothing says="还没有发布过" />
  return (
    <>
      <ul className="site-release-list">
        {releases.map(release => (
          <li key={release.id}>
            <div>
              <strong>第 {release.number} 版</strong> <Tag color={states[release.state].color}>{states[release.state].title}</Tag>
              {release.note}
              <small>
                {release.createdBy?.label} {dayjs(release.createdAt).format('YYYY-MM-DD HH:mm')}
                {release.state === 'scheduled' && `，将于 ${dayjs(release.publishAt).format('YYYY年M月D日 HH:mm')} 上线`}
              </small>
            </div>
            <div className="site-release-tools">
              {live && live.id !== release.id && (
                <Button size="small" onClick={() => compare(release)} aria-label={`第 ${release.number} 版与线上对比`}>
                  与线上对比
                </Button>
              )}
              <Deeds release={release} onDone={onDone} />
            </div>
          </li>
        ))}
      </ul>
      {compared && live && <CompareDialog release={compared} live={live} onClose={() => compare(undefined)} />}
    </>
  )
}

function Deeds({ release, onDone }: { release: Release; onDone(): unknown }) {
  const { modal } = App.useApp()
  const { busy, attempt, message } = useAttempt()
  const act = (what: () => Promise<unknown>, done: string) =>
    attempt(async () => {
      await what()
      await onDone()
      message.success(done)
    })
  const bringBack = () => {
    let drafts = false
    modal.confirm({
      title: `恢复到第 ${release.number} 版？`,
      content: (
        <>
          <p>访客会马上看到这一版。现在的线上版本仍在发布记录里，可以再恢复。</p>
          <Checkbox
            onChange={event => {
              drafts = event.target.checked
            }}
          >
            编辑中的页面也换成这一版的内容
          </Checkbox>
        </>
      ),
      okText: '恢复',
      cancelText: '取消',
      onOk: () => act(() => restore(release.id, drafts), `已恢复到第 ${release.number} 版`),
    })
  }
  if (release.state === 'past')
    return (
      <Button size="small" loading={busy} onClick={bringBack} aria-label={`恢复第 ${release.number} 版`}>
        恢复
      </Button>
    )
  if (release.state === 'review')
    return (
      <Link to={`/m/portal.releases/${release.id}`} aria-label={`第 ${release.number} 版去审核`}>
        <Button size="small" tabIndex={-1}>
          去审核
        </Button>
      </Link>
    )
  if (release.state !== 'scheduled') return null
  const move = (event: string, done: string) => () => void act(() => post(`/portal/releases/${release.id}/transitions/${event}`, {}), done)
  return (
    <>
      <Button size="small" loading={busy} onClick={move('go-live', '已上线')}>
        立即上线
      </Button>
      <Button size="small" loading={busy} onClick={move('cancel', '已取消发布')}>
        取消发布
      </Button>
    </>
  )
}
