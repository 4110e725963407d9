import { useQuery } from '@tanstack/react-query'
import { Form, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Related, Told } from '../../fields/record.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import type { Organization } from './organization-details.tsx'

type Role = Told & { name: string; code: string; base: string | null }

/** What everyone is anyway, and what is the platform's own. */
const notForAdmins = ['member', 'guest', 'operator']

type AppointDialogProps = { organization: Organization; onClose(): void; onDone(): void }

/** Who is to govern here, as what, and how far down. */
export function AppointDialog({ organization, onClose, onDone }: AppointDialogProps) {
  const { busy, attempt, message } = useAttempt()
  const [user, setUser] = useState<Related | null>(null)
  const [role, setRole] = useState('org-admin')
  const [scope, setScope] = useState<'subtree' | 'organization'>('subtree')
  const roles = useQuery({
    queryKey: ['roles', 'to give'],
    queryFn: () => get<{ data: Role[] }>('/core/roles', { fields: 'name,code,base', 'page[size]': 100 }),
  })
  const options = (roles.data?.data ?? [])
    .filter(one => !notForAdmins.includes(one.base ?? ''))
    .map(one => ({ value: one.code, label: one.name }))

  async function appoint(): Promise<void> {
    await attempt(async () => {
      await post(`/core/organizations/${organization.id}/transitions/appoint`, { userId: user?.id, role, scope })
      message.success('已设置')
      onDone()
    })
  }

  return (
    <Modal
      open
      title={`设置“${organization.shortName}”的管理员`}
      okText="设置"
      okButtonProps={{ disabled: user === null }}
      confirmLoading={busy}
      onOk={appoint}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="人员" htmlFor="org-appoint-user" required>
          <RelationPicker id="org-appoint-user" entity="core/user" value={user} onChange={setUser} />
        </Form.Item>
        <Form.Item label="角色" htmlFor="org-appoint-role" required>
          <Select id="org-appoint-role" value={role} options={options} loading={roles.isPending} onChange={setRole} />
        </Form.Item>
        <Form.Item label="管理范围" required>
          <Radio.Group
            value={scope}
            onChange={changed => setScope(changed.target.value)}
            options={[
              { value: 'subtree', label: '本组织及下级' },
              { value: 'organization', label: '仅本组织' },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
