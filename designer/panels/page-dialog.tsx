import { Checkbox, Form, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { PageDetails, SitePage } from '../site/records.ts'

type PageDialogProps = { page?: SitePage; copyOf?: SitePage; busy: boolean; onStore(details: PageDetails): void; onCancel(): void }

/** How a page is called, its address, and whether the navigation leads to it. */
export function PageDialog({ page, copyOf, busy, onStore, onCancel }: PageDialogProps) {
  const [title, setTitle] = useState(page?.title ?? (copyOf ? `${copyOf.title}（副本）` : ''))
  const [path, setPath] = useState(page?.path ?? '')
  const [inMenu, setInMenu] = useState(page?.inMenu ?? false)
  const id = useId()
  const hasPath = !page || page.kind === 'page'
  const isPath = /^[a-z0-9][a-z0-9-]{0,59}$/.test(path)
  const isReady = title.trim() !== '' && (!hasPath || isPath)
  return (
    <Modal
      open
      title={page ? '页面设置' : copyOf ? '复制页面' : '新增页面'}
      okText={page ? '保存' : '新增'}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: !isReady }}
      onOk={() => onStore({ title: title.trim(), ...(hasPath ? { path } : {}), ...(hasPath ? { inMenu } : {}) })}
      onCancel={onCancel}
    >
      <Form layout="vertical">
        <Form.Item label="标题" htmlFor={`${id}-title`}>
          <Input id={`${id}-title`} value={title} maxLength={100} onChange={event => setTitle(event.target.value)} />
        </Form.Item>
        {hasPath && (
          <>
            <Form.Item label="网址" htmlFor={`${id}-path`} extra="小写字母、数字或连字符，例如 about">
              <Input id={`${id}-path`} value={path} maxLength={60} onChange={event => setPath(event.target.value.trim())} />
            </Form.Item>
            <Checkbox checked={inMenu} onChange={event => setInMenu(event.target.checked)}>
              显示在导航
            </Checkbox>
          </>
        )}
      </Form>
    </Modal>
  )
}
