import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { isRelated, type Told } from '../../../../runtime-web/admin/fields/record.ts'

type Member = Told & { name: string }

const fields = 'name,organizationId'
const most = 50

/** Members whose certificates are wanted. */
export function MemberPicker({ value, onChange }: { value: string[]; onChange(ids: string[]): void }) {
  const [typed, type] = useState('')
  const word = useDeferredValue(typed.trim())
  const chosen = useMembers({ 'filter[id][in]': value.join(), 'page[size]': most }, value.length > 0)
  const found = useMembers({ q: word || undefined, 'page[size]': 20 }, true)
  const known = value.map(id => chosen.data?.find(member => member.id === id) ?? { id, name: '……' })
  const others = (found.data ?? []).filter(member => !value.includes(member.id))
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      showSearch
      aria-label="党员"
      filterOption={false}
      maxCount={most}
      value={value}
      options={[...known, ...others].map(member => ({ value: member.id, label: member.name, title: placeOf(member) }))}
      optionRender={({ label, data }) => (
        <span className="picker-found">
          {label}
          <small>{data.title}</small>
        </span>
      )}
      loading={found.isFetching}
      onSearch={type}
      onChange={onChange}
      placeholder="按姓名查找党员，可选多人"
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到'}
      style={{ width: '100%' }}
    />
  )
}

function useMembers(query: Record<string, string | number | undefined>, enabled: boolean) {
  return useQuery({
    queryKey: ['certificate', 'members', query],
    queryFn: async ({ signal }) => (await get<{ data: Member[] }>('/members/members', { fields, ...query }, signal)).data,
    enabled,
  })
}

function placeOf(member: object): string | undefined {
  const { organization } = member as { organization?: unknown }
  return isRelated(organization) ? (organization.label ?? undefined) : undefined
}
