import { TreeSelect } from 'antd'
import type { Related } from '../fields/record.ts'
import './pickers.css'
import { asPicked, type Picked, type TreeNode, useOrganizationTree } from './use-organization-tree.tsx'

type OrganizationPickerProps = {
  value?: Related | null
  onChange?(value: Related | null): void
  onBlur?(): void
  disabled?: boolean
  id?: string
  placeholder?: string
  allowClear?: boolean
  status?: 'error' | 'warning' | ''
  'aria-describedby'?: string
  'aria-label'?: string
}

/** One organization. */
export function OrganizationPicker({ value, onChange, placeholder, allowClear = true, ...rest }: OrganizationPickerProps) {
  const { field, taken } = useOrganizationTree()
  return (
    <TreeSelect<Picked | undefined, TreeNode>
      {...rest}
      {...field}
      allowClear={allowClear}
      placeholder={placeholder ?? '展开选择，或输入名称、拼音首字母查找'}
      value={value ? asPicked(value) : undefined}
      onChange={chosen => onChange?.(chosen ? taken(chosen) : null)}
    />
  )
}
