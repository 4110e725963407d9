import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Role } from './role.ts'

type Named = { name: string; description?: string }

/** A role like another, under a name of its own. */
export function CopyRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const [form] = Form.useForm<Named>()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { busy, attempt } = useAttempt()

  async function save({ name, description }: Named) {
    await attempt(async () => {
      const { id } = await post<Role>('/core/roles', {
        name,
        description: description || null,
        // Nobody types it; it only has to be another one.
        code: `role-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`,
        base: role.base ?? (role.builtIn ? role.code : null),
        permissions: role.permissions,
      })
      await client.invalidateQueries({ queryKey: ['roles'] })
      void navigate(id)
    })
  }

  return (
    <Modal open title={`复制“${role.name}”`} okText="复制" confirmLoading={busy} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ name: `${role.name}（副本）` }} requiredMark={false}>
        <Form.Item name="name" label="角色名称" rules={[{ required: true, whitespace: true, message: '请填写角色名称' }]}>
          <Input maxLength={50} autoFocus />
        </Form.Item>
        <Form.Item name="description" label="说明">
          <Input.TextArea maxLength={200} rows={2} placeholder="给谁用、能做什么" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
