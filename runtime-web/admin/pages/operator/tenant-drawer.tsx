import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, List, Select, Tag } from 'antd'
import { get, patch, post } from '../../api/request.ts'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { useDictionary } from '../../fields/dictionary.ts'
import { useChanging } from './changing.ts'
import { type Entitlement, entitlementStates } from './entitlement.ts'
import { usePlugins } from './titles.ts'

export type Tenant = {
  id: string
  code: string
  name: string
  edition: string
  state: 'active' | 'suspended'
  contactPhone: string | null
  createdAt: string
}

type TenantDrawerProps = { tenant: Tenant; onChange: (values: Partial<Tenant>) => void; onClose: () => void }

/** One unit: its edition, and what it may use beyond that. */
export function TenantDrawer({ tenant, onChange, onClose }: TenantDrawerProps) {
  const editions = useDictionary('edition')
  return (
    <Drawer open title={tenant.name} onClose={onClose} width={Math.min(520, window.innerWidth)}>
      <Descriptions
        column={1}
        items={[
          { key: 'code', label: '代码', children: tenant.code },
          { key: 'link', label: '登录地址', children: `${location.origin}/t/${tenant.code}` },
          { key: 'phone', label: '联系电话', children: tenant.contactPhone ?? '—' },
          {
            key: 'edition',
            label: '版本',
            children: (
              <Select
                aria-label="修改版本"
                value={tenant.edition}
                onChange={edition => onChange({ edition })}
                options={editions?.items.map(({ code, title }) => ({ value: code, label: title }))}
                className="operator-edition"
              />
            ),
          },
        ]}
      />
      <Entitlements tenantId={tenant.id} />
    </Drawer>
  )
}

/** Single plugins that were opened to the unit on top of its edition. */
function Entitlements({ tenantId }: { tenantId: string }) {
  const { plugins, titleOf } = usePlugins()
  const list = useQuery({
    queryKey: ['operator', 'entitlements', tenantId],
    queryFn: async () =>
      (await get<{ data: Entitlement[] }>('/core/entitlements', { 'filter[tenant][eq]': tenantId, 'page[size]': 200 })).data,
  })
  const grant = useChanging((plugin: string) => post('/core/entitlements', { tenant: tenantId, plugin, state: 'granted' }), '已开通')
  const decide = useChanging(
    ({ id, state }: Pick<Entitlement, 'id' | 'state'>) => patch(`/core/entitlements/${id}`, { state }),
    '已保存，对方立即生效',
  )
  if (list.error) return <Failure error={list.error} onRetry={list.refetch} />
  if (!list.data) return <Loading />
  const free = plugins.filter(plugin => !list.data.some(one => one.plugin === plugin.name))
  return (
    <section aria-labelledby="entitlements" className="operator-below">
      <h2 id="entitlements" className="operator-head">
        单独授权的插件
      </h2>
      {list.data.length === 0 && <Nothing says="没有单独授权，按版本使用" />}
      <List
        dataSource={list.data}
        locale={{ emptyText: ' ' }}
        split={false}
        renderItem={({ id, plugin, state }) => (
          <List.Item
            actions={[
              <Button
                key="decide"
                type="link"
                size="small"
                danger={state === 'granted'}
                onClick={() => decide.mutate({ id, state: state === 'granted' ? 'refused' : 'granted' })}
              >
                {state === 'granted' ? '收回' : '开通'}
              </Button>,
            ]}
          >
            {titleOf(plugin)} <Tag color={entitlementStates[state].color}>{entitlementStates[state].title}</Tag>
          </List.Item>
        )}
      />
      <Select
        aria-label="开通插件"
        placeholder="选择要开通的插件"
        value={null}
        loading={grant.isPending}
        onChange={(plugin: string | null) => plugin && grant.mutate(plugin)}
        options={free.map(({ name, title }) => ({ value: name, label: title }))}
        className="operator-grant"
      />
    </section>
  )
}
