import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Modal, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { get, post } from '../../../../runtime-web/admin/api/request.ts'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'

type Column = { id: string; title: string; site: Related | null }
type When = 'draft' | 'now' | 'later'
type PushDialogProps = { items: string[]; onClose(): void; onPushed(planned: number, already: number): void }

/** To which columns articles go, and when visitors see them. */
export function PushDialog({ items, onClose, onPushed }: PushDialogProps) {
  const { busy, attempt } = useAttempt()
  const [columns, setColumns] = useState<string[]>([])
  const [when, setWhen] = useState<When>('now')
  const [time, setTime] = useState<Dayjs | null>(null)
  const [words, search] = useState('')
  const found = useQuery({
    queryKey: ['portal/column', 'push', words],
    queryFn: ({ signal }) =>
      get<{ data: Column[] }>(
        '/portal/columns',
        { 'filter[kind][eq]': 'articles', fields: 'title,siteId', 'page[size]': 100, ...(words ? { q: words } : {}) },
        signal,
      ),
  })
  const push = () =>
    attempt(async () => {
      const order = { items, columns, publish: when !== 'draft', ...(when === 'later' && time ? { publishAt: time.toISOString() } : {}) }
      const { planned, already } = await post<{ planned: number; already: number }>('/article-collector/items/push', order)
      onPushed(planned, already)
    })
  return (
    <Modal
      open
      title={`推送 ${items.length} 篇文章`}
      okText="推送"
      cancelText="取消"
      onCancel={onClose}
      onOk={() => void push()}
      confirmLoading={busy}
      okButtonProps={{ disabled: columns.length === 0 || (when === 'later' && !time) }}
    >
      <Form layout="vertical">
        <Form.Item
          label="栏目"
          htmlFor="push-columns"
          help={found.data?.data.length === 0 && !words ? '还没有可以推送的栏目，请先在站点中建栏目' : undefined}
        >
          <Select
            id="push-columns"
            mode="multiple"
            value={columns}
            onChange={setColumns}
            onSearch={search}
            filterOption={false}
            loading={found.isFetching}
            placeholder="选择一个或多个栏目"
            options={(found.data?.data ?? []).map(({ id, title, site }) => ({
              value: id,
              label: site?.label ? `${site.label} · ${title}` : title,
            }))}
          />
        </Form.Item>
        <Form.Item label="发布">
          <Radio.Group value={when} onChange={event => setWhen(event.target.value as When)}>
            <Radio value="now">立即发布</Radio>
            <Radio value="later">定时发布</Radio>
            <Radio value="draft">存为草稿</Radio>
          </Radio.Group>
        </Form.Item>
        {when === 'later' && (
          <Form.Item label="发布时间" htmlFor="push-time">
            <DatePicker id="push-time" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" value={time} onChange={setTime} />
          </Form.Item>
        )}
        <p className="inbox-facts">文章注明来源和原文链接；需要审核的栏目，先送审核。</p>
      </Form>
    </Modal>
  )
}
