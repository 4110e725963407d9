import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem, sentenceOf } from '../api/problem.ts'
import { patch, post } from '../api/request.ts'
import { type Application, ownPath } from './application.ts'

type Filled = { name: string; homepage: string; origins?: string; contactName: string; contactPhone: string; purpose?: string }

type ApplicationDialogProps = { application?: Application; onDone(): void; onCancel(): void }

/** Applying for a platform, and changing or renewing the application. */
export function ApplicationDialog({ application, onDone, onCancel }: ApplicationDialogProps) {
  const [form] = Form.useForm<Filled>()
  const [busy, setBusy] = useState(false)
  const approved = application?.state === 'approved'

  async function save(filled: Filled) {
    setBusy(true)
    const origins = (filled.origins ?? '').split(/\s+/).filter(line => line !== '')
    const body = { ...filled, origins, purpose: filled.purpose ?? '' }
    try {
      if (application) await patch(`${ownPath}/${application.id}`, body)
      else await post(ownPath, body)
      onDone()
    } catch (error) {
      form.setFields(mistakesOf(error).map(([name, sentence]) => ({ name, errors: [sentence] })))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={application ? '修改接入申请' : '申请接入平台'}
      okText={approved ? '保存' : '提交申请'}
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={{ ...application, purpose: application?.purpose ?? '', origins: application?.origins.join('\n') }}
        onFinish={filled => void save(filled)}
      >
        <Form.Item name="name" label="平台名称" rules={[{ required: true, whitespace: true, message: '请填写平台名称' }]}>
          <Input maxLength={60} placeholder="如：江北区政务协同平台" disabled={approved} />
        </Form.Item>
        <Form.Item name="homepage" label="平台网址" rules={[{ required: true, message: '请填写平台网址' }]}>
          <Input maxLength={300} placeholder="https://oa.example.cn" disabled={approved} />
        </Form.Item>
        <Form.Item name="origins" label="允许的来源" extra="从哪些网址的页面可以进入，每行一个；不填则为平台网址本身。">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} placeholder="https://oa.example.cn" />
        </Form.Item>
        <div className="sso-pair">
          <Form.Item name="contactName" label="联系人" rules={[{ required: true, whitespace: true, message: '请填写联系人' }]}>
            <Input maxLength={50} />
          </Form.Item>
          <Form.Item name="contactPhone" label="联系电话" rules={[{ required: true, whitespace: true, message: '请填写联系电话' }]}>
            <Input maxLength={20} inputMode="tel" />
          </Form.Item>
        </div>
        <Form.Item name="purpose" label="用途">
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2, maxRows: 4 }} placeholder="如：工作人员从协同平台直接进入党建云" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const fields = ['name', 'homepage', 'origins', 'contactName', 'contactPhone', 'purpose'] as const

/** Which field each mistake belongs to; what belongs to none stands at the first. */
function mistakesOf(error: unknown): [keyof Filled, string][] {
  const told = error instanceof Problem ? error.errors : []
  const known = told.flatMap(({ pointer, detail }): [keyof Filled, string][] => {
    const field = fields.find(name => name === pointer.split('/')[1])
    return field ? [[field, detail]] : []
  })
  return known.length > 0 ? known : [['name', sentenceOf(error)]]
}
