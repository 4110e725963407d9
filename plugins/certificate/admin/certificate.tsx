import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import type { MenuEntry } from '../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading, Nothing } from '../../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../../runtime-web/admin/feedback/use-attempt.ts'
import { useScreen } from '../../../runtime-web/admin/fields/screen.ts'
import { MemberPicker } from './certificate/member-picker.tsx'
import { printCertificates } from './certificate/print.ts'
import { Sheet } from './certificate/sheet.tsx'
import { useOwnMember } from './certificate/use-own-member.ts'

/** Certificates of members, as they are printed: one's own, and for whoever looks after others those of theirs. */
export default function Certificate({ menu }: { menu: MenuEntry }) {
  const own = useOwnMember()
  const others = useScreen('members/member').data?.can.includes('export') ?? false
  const [params, setParams] = useSearchParams()
  const { busy, attempt } = useAttempt()
  const chosen = params.getAll('member')
  const ids = chosen.length > 0 ? chosen : own.data ? [own.data] : []
  const print = (
    <Button type="primary" disabled={ids.length === 0} loading={busy} onClick={() => void attempt(() => printCertificates(ids))}>
      {ids.length > 1 ? `打印 ${ids.length} 人（PDF）` : '打印（PDF）'}
    </Button>
  )
  return (
    <Page title={menu.title} actions={print}>
      {others && (
        <div className="paper certificate-tools">
          <MemberPicker value={chosen} onChange={some => setParams(some.map((id): [string, string] => ['member', id]))} />
        </div>
      )}
      {own.error ? (
        <Failure error={own.error} onRetry={() => void own.refetch()} />
      ) : own.isPending ? (
        <Loading />
      ) : ids.length === 0 ? (
        <Nothing says={others ? '选择党员，查看他的活动证' : '您的账号没有对应的党员信息'} />
      ) : (
        ids.map(id => <Sheet key={id} memberId={id} />)
      )}
    </Page>
  )
}
