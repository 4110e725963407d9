import { Tag } from 'antd'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'
import { useOrganizationNames } from '../../../../runtime-web/admin/pickers/organization-names.ts'
import { OrganizationsPicker } from '../../../../runtime-web/admin/pickers/organizations-picker.tsx'

/** Several organizations, by their ids. */
export default function Organizations({ id, value, onChange, describedBy }: WidgetProps<string[]>) {
  const ids = value ?? []
  const nameOf = useOrganizationNames(ids)
  return (
    <OrganizationsPicker
      id={id}
      aria-describedby={describedBy}
      value={ids.map(one => ({ id: one, label: nameOf(one) }))}
      onChange={chosen => onChange(chosen.length > 0 ? chosen.map(one => one.id) : null)}
    />
  )
}

/** Their names, on the record's page. */
export function Shown({ value }: { value: string[] }) {
  const nameOf = useOrganizationNames(value)
  return (
    <>
      {value.map(one => (
        <Tag key={one} bordered={false}>
          {nameOf(one)}
        </Tag>
      ))}
    </>
  )
}
