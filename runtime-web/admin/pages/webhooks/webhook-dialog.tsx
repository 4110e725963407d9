import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Problem, sentenceOf } from '../../api/problem.ts'
import { patch, post } from '../../api/request.ts'
import { type EventKind, type Made, path, type Webhook } from './webhook.ts'

type Filled = Pick<Webhook, 'name' | 'address' | 'events'>

type WebhookDialogProps = { webhook?: Webhook; kinds: EventKind[]; onDone(secret?: string): void; onCancel(): void }

/** A new address, or what it is told of from now on. */
export function WebhookDialog({ webhook, kinds, onDone, onCancel }: WebhookDialogProps) {
  const [form] = Form.useForm<Filled>()
  const [busy, setBusy] = useState(false)

  async function save(filled: Filled) {
    setBusy(true)
    try {
      if (webhook) await patch(`${path}/${webhook.id}`, filled, webhook.version)
      onDone(webhook ? undefined : (await post<Made>(path, filled)).secret)
    } catch (error) {
      form.setFields(mistakesOf(error).map(([name, sentence]) => ({ name, errors: [sentence] })))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={webhook ? `修改“${webhook.name}”` : '新增事件推送'}
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onCancel}
    >
      <Form<Filled> form={form} layout="vertical" requiredMark={false} initialValues={webhook} onFinish={filled => void save(filled)}>
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={60} placeholder="如：政务协同平台" />
        </Form.Item>
        <Form.Item
          name="address"
          label="接收地址"
          extra="以 https:// 开头的公网地址"
          rules={[{ required: true, message: '请填写接收地址' }]}
        >
          <Input maxLength={300} placeholder="https://oa.example.cn/party-events" inputMode="url" />
        </Form.Item>
        <Form.Item name="events" label="推送的事件" rules={[{ required: true, message: '请选择要推送的事件' }]}>
          <Select
            mode="multiple"
            maxCount={50}
            showSearch
            optionFilterProp="label"
            placeholder="输入“党员”“新增”等查找"
            options={kinds.map(({ name, title }) => ({ value: name, label: title }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const fields = ['name', 'address', 'events'] as const

/** Which field each mistake belongs to; what belongs to none stands at the first. */
function mistakesOf(error: unknown): [keyof Filled, string][] {
  const told = error instanceof Problem ? error.errors : []
  const known = told.flatMap(({ pointer, detail }): [keyof Filled, string][] => {
    const field = fields.find(name => name === pointer.split('/')[1])
    return field ? [[field, detail]] : []
  })
  return known.length > 0 ? known : [['name', sentenceOf(error)]]
}
