import { TagsOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useAttempt } from '../../runtime-web/admin/feedback/use-attempt.ts'
import { nameOf } from '../canvas/open-editor.ts'
import { createSection } from '../site/records.ts'
import { useSelected, useWorkbench } from '../workbench.ts'

/** Keeps the selected part of the page to be used again, here or on another site. */
export function SaveSection() {
  const { editing, site } = useWorkbench()
  const component = useSelected()
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()
  const [title, call] = useState<string>()
  const id = useId()
  const store = () =>
    attempt(async () => {
      await createSection(site, title!.trim(), editing.saveable(component)!)
      await client.invalidateQueries({ queryKey: ['portal', 'sections'] })
      message.success('已存为常用版块')
      call(undefined)
    })
  return (
    <>
      <Button icon={<TagsOutlined />} disabled={!component?.get('copyable')} onClick={() => call(component ? nameOf(component) : '')}>
        存为常用版块
      </Button>
      {title !== undefined && (
        <Modal
          open
          title="存为常用版块"
          okText="保存"
          cancelText="取消"
          okButtonProps={{ disabled: title.trim() === '' }}
          confirmLoading={busy}
          onOk={() => void store()}
          onCancel={() => call(undefined)}
        >
          <label htmlFor={id}>名称</label>
          <Input id={id} value={title} maxLength={60} onChange={event => call(event.target.value)} />
        </Modal>
      )}
    </>
  )
}
