import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Expression } from '../../../core/declarations/expressions.ts'
import { todayInShanghai } from '../../../core/identity/dates.ts'
import { get } from '../api/request.ts'
import { isRelated, type Related, type Told } from '../fields/record.ts'
import { type Screen, useScreen } from '../fields/screen.ts'
import { conditionOn } from '../form/record-logic.ts'
import { useRules } from '../form/use-rules.ts'
import { plainValues, valuesOf } from '../form/values.ts'
import { OrganizationPicker } from './organization-picker.tsx'
import { remember, useRecent } from './recent.ts'
import './pickers.css'

export type RelationPickerProps = {
  /** `core/organization` */
  entity: string
  /** Which of its records may be chosen: CEL over their fields. The others are not offered. */
  only?: string
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
  const { entity, only: _only, ...rest } = props
  return entity === 'core/organization' ? <OrganizationPicker {...rest} /> : <SearchPicker {...props} />
}

function SearchPicker({ entity, only, value, onChange, placeholder, ...rest }: RelationPickerProps) {
  const client = useQueryClient()
  const [typed, type] = useState('')
  const [open, setOpen] = useState(false)
  const word = useDeferredValue(typed.trim())
  const recent = useRecent(entity)
  const { data: screen } = useScreen(entity)
  const { data: rules } = useRules()
  const fitting = useMemo(() => (screen && rules ? conditionOn(screen, only, rules) : undefined), [screen, only, rules])
  const found = useQuery({
    queryKey: ['pick', entity, word, only],
    queryFn: ({ signal }) => find(screen!, { word, fitting }, signal),
    enabled: screen !== undefined && rules !== undefined && open,
  })
  const options = optionsOf(
    (found.data ?? []).map(record => optionOf(screen!, record)),
    // What became of those since is not known.
    word === '' && !fitting ? recent : [],
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

type Wanted = { word: string; fitting?: Expression }

async function find(screen: Screen, { word, fitting }: Wanted, signal: AbortSignal): Promise<Told[]> {
  const how = word === '' ? {} : screen.searched.length > 0 ? { q: word } : { [`filter[${screen.label}][like]`]: word }
  const asked = screen.fields.filter(({ name }) => fitting?.names.has(name)).map(field => field.name)
  const fields = [
    screen.label,
    ...(screen.organizationField && screen.organizationField !== 'id' ? [screen.organizationField] : []),
    ...asked,
  ]
  const { data } = await get<{ data: Told[] }>(screen.path, { fields: [...new Set(fields)].join(), 'page[size]': 20, ...how }, signal)
  return fitting
    ? data.filter(one => fitting.evaluate({ ...plainValues(screen, valuesOf(screen, one)), today: todayInShanghai() }) === true)
    : data
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
