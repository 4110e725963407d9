import { TreeSelect } from 'antd'
import type { Related } from '../fields/record.ts'
import './pickers.css'
import { asPicked, type Picked, type TreeNode, useOrganizationTree } from './use-organization-tree.tsx'

type OrganizationsPickerProps = {
  value?: Related[]
  onChange?(value: Related[]): void
  id?: string
  'aria-describedby'?: string
}

/** Several organizations, each for itself: picking one says nothing of those below it. */
export function OrganizationsPicker({ value = [], onChange, ...rest }: OrganizationsPickerProps) {
  const { field, taken } = useOrganizationTree()
  return (
    <TreeSelect<Picked[], TreeNode>
      {...rest}
      {...field}
      multiple
      allowClear
      maxTagCount={8}
      placeholder="可选多个；不含各自的下级"
      value={value.map(asPicked)}
      onChange={chosen => onChange?.(chosen.map(one => value.find(held => held.id === one.value) ?? taken(one)))}
    />
  )
}
