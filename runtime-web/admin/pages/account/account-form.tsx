import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Space } from 'antd'
import { Problem, sentenceOf } from '../../api/problem.ts'
import { patch } from '../../api/request.ts'
import type { Told } from '../../fields/record.ts'

type Contact = { name: string; phone?: string | null }

/** Name and phone of who has no record of a person: an admin from outside, say. */
export function AccountForm({ user, onEnd }: { user: Told; onEnd: () => void }) {
  const [form] = Form.useForm<Contact>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: ({ name, phone }: Contact) => patch('/core/profile', { name, phone: phone || null }),
    onSuccess: async () => {
      message.success('已保存')
      await Promise.all(['profile', 'session'].map(key => client.invalidateQueries({ queryKey: [key] })))
      onEnd()
    },
    onError: error => {
      const fields = error instanceof Problem ? error.errors.filter(({ pointer }) => pointer === '/name' || pointer === '/phone') : []
      form.setFields(fields.map(({ pointer, detail }) => ({ name: pointer.slice(1) as keyof Contact, errors: [detail] })))
      if (fields.length === 0) message.error(sentenceOf(error))
    },
  })
  return (
    <Form
      form={form}
      layout="vertical"
      className="account-form"
      initialValues={{ name: user['name'], phone: user['phone'] }}
      onFinish={values => save.mutate(values)}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={50} autoComplete="name" />
      </Form.Item>
      <Form.Item name="phone" label="手机号">
        <Input maxLength={20} inputMode="numeric" autoComplete="tel-national" />
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
        <Button onClick={onEnd}>取消</Button>
      </Space>
    </Form>
  )
}
