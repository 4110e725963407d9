import { LeftOutlined } from '@ant-design/icons'
import { Button, Tabs } from 'antd'
import { Link, useParams } from 'react-router'
import { Page } from '../../desk/page.tsx'
import { Failure, Loading } from '../../feedback/states.tsx'
import { Grants } from './grants.tsx'
import { PermissionTable } from './permission-table.tsx'
import { baseWords, useMatrix, useRole } from './role.ts'

/** One role: what it opens, and who has it. */
export function RolePage() {
  const { id } = useParams() as { id: string }
  const role = useRole(id)
  const matrix = useMatrix(id)
  const error = role.error ?? matrix.error
  if (error) return <Failure error={error} onRetry={() => void Promise.all([role.refetch(), matrix.refetch()])} />
  if (!role.data || !matrix.data) return <Loading />
  const { name, base, builtIn } = role.data
  const hint = builtIn ? '内置角色' : base ? `未单独设置的权限跟随“${baseWords[base] ?? base}”` : '自建角色'
  return (
    <Page
      title={name}
      hint={hint}
      actions={
        <Link to="..">
          <Button icon={<LeftOutlined />}>返回角色</Button>
        </Link>
      }
    >
      <div className="paper">
        <Tabs
          items={[
            {
              key: 'rights',
              label: '权限',
              children: <PermissionTable key={role.data.version} role={role.data} matrix={matrix.data} />,
            },
            { key: 'grants', label: '授予了谁', children: <Grants role={role.data} /> },
          ]}
        />
      </div>
    </Page>
  )
}
