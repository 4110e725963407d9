import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import dayjs from 'dayjs'
import { useParams } from 'react-router'
import { sentenceOf } from '../../../../runtime-web/admin/api/problem.ts'
import { get, post } from '../../../../runtime-web/admin/api/request.ts'
import type { MenuEntry } from '../../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading } from '../../../../runtime-web/admin/feedback/states.tsx'
import { FileView } from '../../../../runtime-web/admin/fields/file-view.tsx'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'
import { BackToList } from '../../../../runtime-web/admin/record/back-to-list.tsx'
import './inbox.css'

type Notice = {
  title: string
  content: string
  organization: Related
  sentAt: string | null
  attachments: string[] | null
  asksConfirmation: boolean | null
}
type Opened = { state: 'read' | 'confirmed'; confirmedAt: string | null }

/** One notice as its recipient reads it. To open it is to have read it. */
export function Reading({ menu }: { menu: MenuEntry }) {
  const { id } = useParams()
  const client = useQueryClient()
  const opened = useQuery({
    queryKey: ['notices', 'opened', id],
    async queryFn() {
      const [receipt, notice] = [await post<Opened>(`/notices/notices/${id}/open`), await get<Notice>(`/notices/notices/${id}`)]
      void client.invalidateQueries({ queryKey: ['notices', 'mine'] })
      return { receipt, notice }
    },
  })
  if (opened.error) return <Failure error={opened.error} onRetry={() => void opened.refetch()} />
  if (!opened.data || !id) return <Loading />
  const { receipt, notice } = opened.data
  return (
    <Page title={menu.title} hint={<BackToList menu={menu} />}>
      <article className="paper notice">
        <h2>{notice.title}</h2>
        <p className="notice-from">
          {notice.organization.label}
          {notice.sentAt && `　${dayjs(notice.sentAt).format('YYYY年M月D日 HH:mm')}`}
        </p>
        <div className="notice-text">{notice.content}</div>
        {notice.attachments && notice.attachments.length > 0 && (
          <div className="notice-files">
            {notice.attachments.map(file => (
              <FileView key={file} id={file} whole />
            ))}
          </div>
        )}
        {notice.asksConfirmation && <Confirmation id={id} receipt={receipt} />}
      </article>
    </Page>
  )
}

function Confirmation({ id, receipt }: { id: string; receipt: Opened }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const confirm = useMutation({
    mutationFn: () => post(`/notices/notices/${id}/confirm`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
    onError: error => void message.error(sentenceOf(error)),
  })
  return (
    <div className="notice-confirm">
      {receipt.confirmedAt ? (
        <Tag color="success">已于 {dayjs(receipt.confirmedAt).format('YYYY-MM-DD HH:mm')} 确认</Tag>
      ) : (
        <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          确认已知悉
        </Button>
      )}
    </div>
  )
}
