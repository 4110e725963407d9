import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sentenceOf } from '../../../runtime-web/admin/api/problem.ts'
import { post } from '../../../runtime-web/admin/api/request.ts'
import type { MenuEntry } from '../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import type { Related } from '../../../runtime-web/admin/fields/record.ts'
import { RelationPicker } from '../../../runtime-web/admin/pickers/relation-picker.tsx'
import './receive.css'

type Typed = { branch: Related; number: string; code: string }

/** Not as "required": the picker of organizations may not bear the attribute that comes with it. */
const required = (message: string) => [
  { validator: (_rule: unknown, value: unknown) => (value ? Promise.resolve() : Promise.reject(new Error(message))) },
]

/** Registers an arrival from a letter of another unit on this platform: by its number and the code that stands on it. */
export default function Receive({ menu }: { menu: MenuEntry }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [wrong, tell] = useState<string>()
  const take = async ({ branch, number, code }: Typed) => {
    setBusy(true)
    tell(undefined)
    try {
      const { id } = await post<{ id: string }>('/transfers/letters/take', {
        organizationId: branch.id,
        number: number.trim(),
        code: code.trim(),
      })
      await client.invalidateQueries({ predicate: query => query.queryKey.includes('transfers/arrival') })
      void message.success('已登记，请核对后提交')
      await navigate(`/m/transfers.arrivals/${id}`)
    } catch (error) {
      tell(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Page title={menu.title} hint="对方单位也使用本平台时，凭介绍信上的编号和验证码，党员信息直接带入">
      <section className="paper receive">
        <Form layout="vertical" onFinish={(typed: Typed) => void take(typed)} disabled={busy} requiredMark={false}>
          <Form.Item name="branch" label="转入党支部" rules={required('请选择转入党支部')}>
            <RelationPicker entity="core/organization" placeholder="选择党支部" />
          </Form.Item>
          <Form.Item name="number" label="介绍信编号" rules={required('请填写介绍信编号')}>
            <Input maxLength={100} placeholder="例如：某街道党委组介〔2026〕0012号" />
          </Form.Item>
          <Form.Item name="code" label="验证码" rules={required('请填写验证码')} validateStatus={wrong ? 'error' : undefined} help={wrong}>
            <Input maxLength={40} autoComplete="off" placeholder="16 位，字母不分大小写" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            登记调入
          </Button>
        </Form>
      </section>
    </Page>
  )
}
