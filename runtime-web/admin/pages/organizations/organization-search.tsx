import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { organizationsNamed } from '../../pickers/organization-nodes.ts'

/** Finds an organization by name, pinyin or initials, wherever in the tree it is. */
export function OrganizationSearch({ onFound, className }: { onFound(id: string): void; className?: string }) {
  const [typed, type] = useState('')
  const word = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['organizations-named', word],
    queryFn: ({ signal }) => organizationsNamed(word, signal),
    enabled: word !== '',
  })
  const options = (word === '' ? [] : (found.data ?? [])).map(one => ({
    value: one.id,
    label: (
      <div className="org-found">
        <span>{one.name}</span>
        {one.parent?.label && <span className="org-found-above">{one.parent.label}</span>}
      </div>
    ),
  }))
  return (
    <AutoComplete
      className={className}
      value={typed}
      options={options}
      defaultActiveFirstOption
      onSearch={type}
      onSelect={(id: string) => {
        type('')
        onFound(id)
      }}
      notFoundContent={word === '' || found.isFetching ? null : '没有找到'}
    >
      <Input aria-label="查找党组织" prefix={<SearchOutlined />} placeholder="名称、拼音或首字母" allowClear />
    </AutoComplete>
  )
}
