import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../api/request.ts'
import type { Related, Told } from '../fields/record.ts'
import { useScreen } from '../fields/screen.ts'

type RelationPickerProps = {
  /** `core/organization` */
  entity: string
  value?: Related | null
  onChange?(value: Related | null): void
  disabled?: boolean
  id?: string
  placeholder?: string
}

/** One record of another entity, searched for: a list of them all is never loaded. */
export function RelationPicker({ entity, value, onChange, disabled, id, placeholder }: RelationPickerProps) {
  const [typed, type] = useState('')
  const word = useDeferredValue(typed.trim())
  const { data: screen } = useScreen(entity)
  const found = useQuery({
    queryKey: ['pick', entity, word],
    queryFn: ({ signal }) => find(screen!, word, signal),
    enabled: screen !== undefined,
  })
  const options = (found.data ?? []).map(record => ({ value: record.id, label: String(record[screen!.label] ?? '') }))
  const shown =
    value && !options.some(option => option.value === value.id) ? [{ value: value.id, label: value.label ?? '' }, ...options] : options
  return (
    <Select
      id={id}
      showSearch
      allowClear
      filterOption={false}
      disabled={disabled}
      value={value?.id}
      options={shown}
      loading={found.isFetching}
      onSearch={type}
      placeholder={placeholder ?? '输入名称、拼音或首字母查找'}
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到'}
      onChange={(chosen: string | undefined) => onChange?.(relatedOf(chosen, shown))}
      style={{ width: '100%' }}
    />
  )
}

function find(screen: { path: string; label: string; searched: string[] }, word: string, signal: AbortSignal): Promise<Told[]> {
  const how = word === '' ? {} : screen.searched.length > 0 ? { q: word } : { [`filter[${screen.label}][like]`]: word }
  return get<{ data: Told[] }>(screen.path, { fields: screen.label, 'page[size]': 20, ...how }, signal).then(page => page.data)
}

function relatedOf(id: string | undefined, options: { value: string; label: string }[]): Related | null {
  const chosen = options.find(option => option.value === id)
  return chosen ? { id: chosen.value, label: chosen.label } : null
}
