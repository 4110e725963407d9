import { CloudUploadOutlined } from '@ant-design/icons'
import { Button, DatePicker, Input, Modal, Radio } from 'antd'
import type { Dayjs } from 'dayjs'
import { useId, useState } from 'react'
import type { Site } from '../../../../designer/site/records.ts'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import { publish } from './site-operations.ts'

type PublishButtonProps = {
  site: Site
  /** What has to be stored first; nothing is published where it cannot be. */
  before?: () => Promise<boolean>
  onPublished(): unknown
}

/** Makes the pages as they are now what visitors see: at once or at a time, or after a review where the site wants one. */
export function PublishButton({ site, before, onPublished }: PublishButtonProps) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [later, setLater] = useState(false)
  const [at, setAt] = useState<Dayjs | null>(null)
  const { busy, attempt, message } = useAttempt()
  const id = useId()
  const send = () =>
    attempt(async () => {
      if (before && !(await before())) {
        message.error('有修改还没有保存，先不发布')
        return
      }
      const release = await publish(site.id, {
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(later && at ? { publishAt: at.toISOString() } : {}),
      })
      message.success(
        release.state === 'review'
          ? '已提交审核，通过后发布'
          : release.state === 'scheduled'
            ? '到时自动发布'
            : `第 ${release.number} 版已发布`,
      )
      setOpen(false)
      setNote('')
      await onPublished()
    })
  return (
    <>
      <Button type="primary" icon={<CloudUploadOutlined />} onClick={() => setOpen(true)}>
        发布
      </Button>
      <Modal
        open={open}
        title="发布站点"
        okText={site.needsReview ? '提交审核' : later ? '定时发布' : '立即发布'}
        cancelText="取消"
        confirmLoading={busy}
        okButtonProps={{ disabled: later && !at }}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
      >
        <div className="site-publish">
          <label htmlFor={`${id}-note`}>说明</label>
          <Input.TextArea
            id={`${id}-note`}
            value={note}
            maxLength={200}
            autoSize={{ minRows: 2 }}
            placeholder="改了什么，例如：更换首页轮播"
            onChange={event => setNote(event.target.value)}
          />
          <Radio.Group aria-label="发布时间" value={later} onChange={event => setLater(event.target.value as boolean)}>
            <Radio value={false}>立即</Radio>
            <Radio value={true}>定时</Radio>
          </Radio.Group>
          {later && (
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" aria-label="定时发布时间" value={at} onChange={setAt} />
          )}
          {site.needsReview && <p>这个站点发布前需要审核。</p>}
        </div>
      </Modal>
    </>
  )
}
