import { CopyOutlined, DeleteOutlined, EyeOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { sentenceOf } from '../../api/problem.ts'
import { remove } from '../../api/request.ts'
import { Page } from '../../desk/page.tsx'
import { Failure } from '../../feedback/states.tsx'
import { CopyRole } from './copy-role.tsx'
import { baseWords, type Role, useRoles } from './role.ts'
import { ViewAs } from './view-as.tsx'

/** Every role of the tenant: those that came with it, and its own. */
export function RoleList({ title }: { title: string }) {
  const roles = useRoles()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [copying, copy] = useState<Role>()
  const [viewing, view] = useState(false)

  const discard = (role: Role) =>
    modal.confirm({
      title: `删除角色“${role.name}”？`,
      content: '已授予出去的角色不能删除，须先收回。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await remove(`/core/roles/${role.id}`)
          await client.invalidateQueries({ queryKey: ['roles'] })
        } catch (error) {
          message.error(sentenceOf(error))
        }
      },
    })

  if (roles.error) return <Failure error={roles.error} onRetry={roles.refetch} />
  return (
    <Page
      title={title}
      hint="改动即时生效，已登录的人也一样"
      actions={
        <Button icon={<EyeOutlined />} onClick={() => view(true)}>
          以他人身份查看
        </Button>
      }
    >
      <div className="paper">
        <Table<Role>
          rowKey="id"
          size="middle"
          loading={roles.isPending}
          dataSource={roles.data}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: '角色',
              key: 'name',
              render: (_, role) => <Link to={role.id}>{role.name}</Link>,
            },
            {
              title: '来源',
              key: 'base',
              render: (_, role) =>
                role.builtIn ? <Tag bordered={false}>内置</Tag> : role.base ? `按“${baseWords[role.base] ?? role.base}”建立` : '自建',
            },
            {
              title: '单独设置',
              key: 'own',
              render: (_, role) => {
                const count = Object.keys(role.permissions ?? {}).length
                return count === 0 ? <span className="value-none">—</span> : `${count} 项`
              },
            },
            { title: '说明', key: 'description', render: (_, role) => role.description ?? <span className="value-none">—</span> },
            {
              title: '操作',
              key: 'do',
              render: (_, role) => (
                <Space size={4}>
                  <Button type="text" size="small" icon={<CopyOutlined />} aria-label={`复制${role.name}`} onClick={() => copy(role)}>
                    复制
                  </Button>
                  {!role.builtIn && (
                    <Button
                      type="text"
                      size="small"
                      danger
                      icon={<DeleteOutlined />}
                      aria-label={`删除${role.name}`}
                      onClick={() => discard(role)}
                    >
                      删除
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      </div>
      {copying && <CopyRole role={copying} onClose={() => copy(undefined)} />}
      {viewing && <ViewAs onClose={() => view(false)} />}
    </Page>
  )
}
