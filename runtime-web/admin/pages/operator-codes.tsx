import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { App, Button, Input, Select, Table, Tag, Typography } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue, useState } from 'react'
import { post } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import { untilOver } from '../feedback/until-over.ts'
import { useDictionary } from '../fields/dictionary.ts'
import type { Related } from '../fields/record.ts'
import { useChanging } from './operator/changing.ts'
import { inGroups } from './operator/code-groups.ts'
import { NewCodes } from './operator/new-codes.tsx'
import './operator/operator.css'
import { usePaged } from './operator/paged.ts'

type Code = {
  id: string
  code: string
  edition: string
  note: string | null
  state: 'unused' | 'used' | 'revoked'
  usedBy: Related | null
  usedAt: string | null
  createdAt: string
}

const states = {
  unused: { title: '未使用', color: 'processing' },
  used: { title: '已使用', color: 'success' },
  revoked: { title: '已作废', color: 'default' },
} satisfies Record<Code['state'], { title: string; color: string }>

/** Codes that are sold: made in batches, used once, revoked as long as nobody used them (S1.1). */
const Codes: OwnPage = ({ menu }) => {
  const { modal } = App.useApp()
  const [making, make] = useState(false)
  const [state, setState] = useState<string>()
  const [note, setNote] = useState('')
  const editions = useDictionary('edition')
  const codes = usePaged<Code>('/core/activation-codes', {
    sort: '-createdAt',
    'filter[state][eq]': state,
    'filter[note][like]': useDeferredValue(note.trim()) || undefined,
  })
  const revoke = useChanging((id: string) => post(`/core/activation-codes/${id}/transitions/revoke`), '已作废')

  function askAndRevoke({ id, code }: Code) {
    modal.confirm({
      title: `作废 ${inGroups(code)}？`,
      content: '作废后不能再用来激活，也不能恢复。',
      okText: '作废',
      okButtonProps: { danger: true },
      onOk: () => untilOver(revoke.mutateAsync(id)),
    })
  }

  if (codes.error) return <Failure error={codes.error} onRetry={codes.refetch} />
  return (
    <Page
      title={menu.title}
      hint={codes.pagination.total !== undefined && `共 ${codes.pagination.total} 个`}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => make(true)}>
          生成激活码
        </Button>
      }
    >
      <div className="paper">
        <div className="operator-bar">
          <Input
            prefix={<SearchOutlined />}
            className="operator-word"
            aria-label="按备注查找"
            placeholder="备注"
            allowClear
            onChange={event => setNote(event.target.value)}
          />
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            value={state}
            onChange={setState}
            options={Object.entries(states).map(([value, { title }]) => ({ value, label: title }))}
          />
        </div>
        <Table
          rowKey="id"
          dataSource={codes.data}
          loading={codes.loading && !codes.data}
          pagination={codes.pagination}
          locale={{ emptyText: <Nothing says="还没有激活码" /> }}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: '激活码',
              dataIndex: 'code',
              render: (code: string) => (
                <Typography.Text copyable={{ text: inGroups(code), tooltips: ['复制', '已复制'] }} className="operator-code">
                  {inGroups(code)}
                </Typography.Text>
              ),
            },
            { title: '版本', dataIndex: 'edition', render: (code: string) => editions?.title(code) },
            { title: '备注', dataIndex: 'note', render: (text: string | null) => text ?? '—' },
            {
              title: '状态',
              dataIndex: 'state',
              render: (code: Code['state']) => <Tag color={states[code].color}>{states[code].title}</Tag>,
            },
            {
              title: '使用单位',
              dataIndex: 'usedBy',
              render: (tenant: Related | null, { usedAt }) => (tenant ? `${tenant.label}（${dayjs(usedAt).format('YYYY-MM-DD')}）` : '—'),
            },
            { title: '生成时间', dataIndex: 'createdAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
            {
              title: '操作',
              key: 'revoke',
              render: (_, code) =>
                code.state === 'unused' && (
                  <Button type="link" size="small" danger onClick={() => askAndRevoke(code)}>
                    作废
                  </Button>
                ),
            },
          ]}
        />
      </div>
      {making && <NewCodes onClose={() => make(false)} />}
    </Page>
  )
}

export default Codes
