import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../api/request.ts'
import { isRelated, type Related, type Told } from '../fields/record.ts'
import { type Screen, useScreen } from '../fields/screen.ts'
import { OrganizationPicker } from './organization-picker.tsx'
import { remember, useRecent } from './recent.ts'
import './pickers.css'

export type RelationPickerProps = {
  /** `core/organization` */
  entity: string
  value?: Related | null
  onChange?(value: Related | null): void
  onBlur?(): void
  disabled?: boolean
  id?: string
  placeholder?: string
  status?: 'error' | 'warning' | ''
  'aria-describedby'?: string
  'aria-label'?: string
}

type Option = { value: string; label: string; under?: string }

/** One record of another entity, searched for: a list of them all is never loaded. */
export function RelationPicker(props: RelationPickerProps) {
  const { entity, ...rest } = props
  return entity === 'core/organization' ? <OrganizationPicker {...rest} /> : <SearchPicker {...props} />
}

function SearchPicker({ entity, value, onChange, placeholder, ...rest }: RelationPickerProps) {
  const client = useQueryClient()
  const [typed, type] = useState('')
  const [open, setOpen] = useState(false)
  const word = useDeferredValue(typed.trim())
  const recent = useRecent(entity)
  const { data: screen } = useScreen(entity)
  const found = useQuery({
    queryKey: ['pick', entity, word],
    queryFn: ({ signal }) => find(screen!, word, signal),
    enabled: screen !== undefined && open,
  })
  const options = optionsOf(
    (found.data ?? []).map(record => optionOf(screen!, record)),
    word === '' ? recent : [],
  )
  return (
    <Select<{ value: string; label: React.ReactNode } | undefined, Option>
      {...rest}
      showSearch
      allowClear
      labelInValue
      filterOption={false}
      value={value ? { value: value.id, label: value.label ?? '（无权查看）' } : undefined}
      options={options}
      loading={found.isFetching}
      onSearch={type}
      onDropdownVisibleChange={setOpen}
      optionRender={({ data }) => (
        <span className="picker-found">
          {data.label}
          {data.under && <small>{data.under}</small>}
        </span>
      )}
      placeholder={placeholder ?? (screen?.searched.length ? `按${screen.searched.join('、')}查找` : '输入名称查找')}
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到'}
      onChange={chosen => {
        const option = options.find(one => one.value === chosen?.value)
        const picked = option ? { id: option.value, label: option.label } : null
        if (picked) remember(client, entity, picked)
        onChange?.(picked)
      }}
      style={{ width: '100%' }}
    />
  )
}

function find(screen: Screen, word: string, signal: AbortSignal): Promise<Told[]> {
  const how = word === '' ? {} : screen.searched.length > 0 ? { q: word } : { [`filter[${screen.label}][like]`]: word }
  const fields = [screen.label, ...(screen.organizationField && screen.organizationField !== 'id' ? [screen.organizationField] : [])]
  return get<{ data: Told[] }>(screen.path, { fields: fields.join(), 'page[size]': 20, ...how }, signal).then(page => page.data)
}

/** People of one name are told apart by where they belong. */
function optionOf(screen: Screen, record: Told): Option {
  const told = screen.fields.find(field => field.name === screen.organizationField)?.told
  const organization = told ? record[told] : undefined
  return {
    value: record.id,
    label: String(record[screen.label] ?? ''),
    under: isRelated(organization) ? (organization.label ?? undefined) : undefined,
  }
}

/** Those picked lately first. */
function optionsOf(found: Option[], recent: Related[]): Option[] {
  const first = recent.map(({ id, label }) => found.find(one => one.value === id) ?? { value: id, label: label ?? '', under: '最近选过' })
  return [...first, ...found.filter(one => !first.some(picked => picked.value === one.value))]
}
