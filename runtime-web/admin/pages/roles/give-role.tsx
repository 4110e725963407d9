import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Modal, Segmented, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import type { Preview } from '../../../../core/permissions/preview/role-preview.ts'
import { post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Related } from '../../fields/record.ts'
import { OrganizationPicker } from '../../pickers/organization-picker.tsx'
import { OrganizationsPicker } from '../../pickers/organizations-picker.tsx'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import { Consequences } from './consequences.tsx'
import { type Role, scopeWords, useMatrix } from './role.ts'

type Given = {
  to: 'user' | 'post'
  user?: Related
  post?: Related
  organization: Related
  scope: string
  organizations?: Related[]
  startOn?: Dayjs
  endOn?: Dayjs
}

/** Gives a role to a person or a post, after telling what that opens. */
export function GiveRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const [form] = Form.useForm<Given>()
  const to = Form.useWatch('to', form) ?? 'user'
  const scope = Form.useWatch('scope', form)
  const [previewed, setPreviewed] = useState<{ preview: Preview; body: object }>()
  const client = useQueryClient()
  const matrix = useMatrix(role.id)
  const { busy, attempt, message } = useAttempt()

  const look = (given: Given) =>
    attempt(async () => {
      const place = {
        roleId: role.id,
        organizationId: given.organization.id,
        scope: given.scope,
        ...(given.scope === 'chosen' && { organizationIds: given.organizations!.map(one => one.id) }),
        ...(given.to === 'user' ? { userId: given.user!.id } : { postId: given.post!.id }),
      }
      const preview = await post<Preview>('/core/grants/preview', { give: place })
      const term = { startOn: given.startOn?.format('YYYY-MM-DD') ?? null, endOn: given.endOn?.format('YYYY-MM-DD') ?? null }
      setPreviewed({ preview, body: { ...place, ...term } })
    })

  const save = () =>
    attempt(async () => {
      await post('/core/grants', previewed!.body)
      await client.invalidateQueries({ queryKey: ['grants', role.id] })
      message.success('已授予，即时生效')
      onClose()
    })

  return (
    <Modal
      open
      width={previewed ? 640 : 520}
      title={`授予“${role.name}”`}
      okText={previewed ? '确认授予' : '预览'}
      cancelText={previewed ? '再改改' : '取消'}
      confirmLoading={busy}
      onOk={previewed ? save : form.submit}
      onCancel={previewed ? () => setPreviewed(undefined) : onClose}
    >
      {previewed && <Consequences preview={previewed.preview} matrix={matrix.data} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        hidden={previewed !== undefined}
        initialValues={{ to: 'user', scope: 'subtree' }}
        onFinish={look}
      >
        <Form.Item name="to" label="授予">
          <Segmented
            options={[
              { value: 'user', label: '某个用户' },
              { value: 'post', label: '担任某个职务的人' },
            ]}
          />
        </Form.Item>
        {to === 'user' ? (
          <Form.Item name="user" label="用户" rules={[{ required: true, message: '请选择用户' }]}>
            <RelationPicker entity="core/user" />
          </Form.Item>
        ) : (
          <Form.Item name="post" label="职务" rules={[{ required: true, message: '请选择职务' }]} extra="卸任后权限自动收回">
            <RelationPicker entity="core/post" />
          </Form.Item>
        )}
        <Form.Item name="organization" label="授权组织" rules={[{ required: true, message: '请选择授权组织' }]}>
          <OrganizationPicker />
        </Form.Item>
        <Form.Item name="scope" label="数据范围">
          <Select options={['own', 'organization', 'subtree', 'chosen', 'tenant'].map(value => ({ value, label: scopeWords[value] }))} />
        </Form.Item>
        {scope === 'chosen' && (
          <Form.Item name="organizations" label="指定的组织" rules={[{ required: true, message: '请选择指定的组织' }]}>
            <OrganizationsPicker />
          </Form.Item>
        )}
        <div className="give-term">
          <Form.Item name="startOn" label="生效日期">
            <DatePicker placeholder="即日" />
          </Form.Item>
          <Form.Item
            name="endOn"
            label="截止日期"
            dependencies={['startOn']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, end?: Dayjs) => {
                  const start = getFieldValue('startOn') as Dayjs | undefined
                  return start && end?.isBefore(start, 'day') ? Promise.reject(new Error('截止日期不能早于生效日期')) : Promise.resolve()
                },
              }),
            ]}
          >
            <DatePicker placeholder="长期" />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
