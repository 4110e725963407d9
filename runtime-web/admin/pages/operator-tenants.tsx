import { SearchOutlined } from '@ant-design/icons'
import { App, Button, Input, Select, Space, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue, useState } from 'react'
import { patch } from '../api/request.ts'
import { useSession } from '../desk/desk-data.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure } from '../feedback/states.tsx'
import { untilOver } from '../feedback/until-over.ts'
import { useDictionary } from '../fields/dictionary.ts'
import { useChanging } from './operator/changing.ts'
import './operator/operator.css'
import { usePaged } from './operator/paged.ts'
import { type Tenant, TenantDrawer } from './operator/tenant-drawer.tsx'

const states = { active: '正常', suspended: '已停用' }

/** Every unit on the platform: its edition, whether it is served, and what it may use besides. */
const Tenants: OwnPage = ({ menu }) => {
  const { modal } = App.useApp()
  const [word, setWord] = useState('')
  const [state, setState] = useState<string>()
  const [edition, setEdition] = useState<string>()
  const [opened, open] = useState<string>()
  const own = useSession().data?.tenant.id
  const editions = useDictionary('edition')
  const tenants = usePaged<Tenant>('/core/tenants', {
    q: useDeferredValue(word.trim()) || undefined,
    'filter[state][eq]': state,
    'filter[edition][eq]': edition,
  })
  const change = useChanging(
    ({ id, ...values }: Partial<Tenant> & { id: string }) => patch(`/core/tenants/${id}`, values),
    '已保存，对方立即生效',
  )

  function askAndSuspend({ id, name }: Tenant) {
    modal.confirm({
      title: `停用“${name}”？`,
      content: '停用后，该单位的所有人立即无法使用，数据保留；恢复后照常使用。',
      okText: '停用',
      okButtonProps: { danger: true },
      onOk: () => untilOver(change.mutateAsync({ id, state: 'suspended' })),
    })
  }

  if (tenants.error) return <Failure error={tenants.error} onRetry={tenants.refetch} />
  const shown = tenants.data?.find(one => one.id === opened)
  return (
    <Page title={menu.title} hint={tenants.pagination.total !== undefined && `共 ${tenants.pagination.total} 个`}>
      <div className="paper">
        <div className="operator-bar">
          <Input
            prefix={<SearchOutlined />}
            className="operator-word"
            aria-label="按名称查找"
            placeholder="名称或拼音"
            allowClear
            onChange={event => setWord(event.target.value)}
          />
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            value={state}
            onChange={setState}
            options={Object.entries(states).map(([value, label]) => ({ value, label }))}
          />
          <Select
            aria-label="版本"
            placeholder="全部版本"
            allowClear
            value={edition}
            onChange={setEdition}
            options={editions?.items.map(({ code, title }) => ({ value: code, label: title }))}
          />
        </div>
        <Table
          rowKey="id"
          dataSource={tenants.data}
          loading={tenants.loading && !tenants.data}
          pagination={tenants.pagination}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: '单位',
              dataIndex: 'name',
              render: (name: string, { id }) => (
                <Button type="link" className="operator-name" onClick={() => open(id)}>
                  {name}
                </Button>
              ),
            },
            { title: '代码', dataIndex: 'code' },
            { title: '版本', dataIndex: 'edition', render: (code: string) => editions?.title(code) },
            {
              title: '状态',
              dataIndex: 'state',
              render: (code: keyof typeof states) => <Tag color={code === 'active' ? 'success' : 'error'}>{states[code]}</Tag>,
            },
            { title: '开通时间', dataIndex: 'createdAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD') },
            {
              title: '操作',
              key: 'actions',
              render: (_, tenant) => (
                <Space>
                  <Button type="link" size="small" onClick={() => open(tenant.id)}>
                    管理
                  </Button>
                  {tenant.id === own ? null : tenant.state === 'active' ? (
                    <Button type="link" size="small" danger onClick={() => askAndSuspend(tenant)}>
                      停用
                    </Button>
                  ) : (
                    <Button type="link" size="small" onClick={() => change.mutate({ id: tenant.id, state: 'active' })}>
                      恢复
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      </div>
      {shown && (
        <TenantDrawer tenant={shown} onChange={values => change.mutate({ id: shown.id, ...values })} onClose={() => open(undefined)} />
      )}
    </Page>
  )
}

export default Tenants
