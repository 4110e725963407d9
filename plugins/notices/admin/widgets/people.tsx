import { useQuery } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { isRelated, type Told } from '../../../../runtime-web/admin/fields/record.ts'
import { controlProps, type WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'

type User = Told & { name: string }

const fields = 'name,organizationId'

/** Several people, by the ids of their accounts. */
export default function People({ value, onChange, ...rest }: WidgetProps<string[]>) {
  const ids = value ?? []
  const [typed, type] = useState('')
  const [open, setOpen] = useState(false)
  const word = useDeferredValue(typed.trim())
  const known = useUsers(ids)
  const found = useQuery({
    queryKey: ['pick', 'core/user', word],
    queryFn: ({ signal }) => get<{ data: User[] }>('/core/users', { fields, q: word || undefined, 'page[size]': 20 }, signal),
    enabled: open,
  })
  const chosen = ids.map(id => known.find(user => user.id === id) ?? { id, name: '……' })
  const others = (found.data?.data ?? []).filter(user => !ids.includes(user.id))
  return (
    <Select<string[]>
      {...controlProps(rest)}
      mode="multiple"
      showSearch
      allowClear
      filterOption={false}
      value={ids}
      options={[...chosen, ...others].map(user => ({ value: user.id, label: user.name, title: placeOf(user) }))}
      optionRender={({ label, data }) => (
        <span className="picker-found">
          {label}
          <small>{data.title}</small>
        </span>
      )}
      loading={found.isFetching}
      onSearch={type}
      onDropdownVisibleChange={setOpen}
      onChange={now => onChange(now.length > 0 ? now : null)}
      placeholder="按姓名查找，可选多人"
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到'}
      style={{ width: '100%' }}
    />
  )
}

/** Their names, on the record's page. */
export function Shown({ value }: { value: string[] }) {
  const known = useUsers(value)
  return (
    <>
      {value.map(id => (
        <Tag key={id} bordered={false}>
          {known.find(user => user.id === id)?.name ?? '（无权查看）'}
        </Tag>
      ))}
    </>
  )
}

function useUsers(ids: string[]): User[] {
  const wanted = [...ids].sort()
  const { data } = useQuery({
    queryKey: ['users', 'names', wanted],
    queryFn: () => get<{ data: User[] }>('/core/users', { 'filter[id][in]': wanted.join(), fields, 'page[size]': 200 }),
    enabled: wanted.length > 0,
  })
  return data?.data ?? []
}

function placeOf(user: Told | { id: string }): string | undefined {
  const organization = (user as Told)['organization']
  return isRelated(organization) ? (organization.label ?? undefined) : undefined
}
