import { Descriptions } from 'antd'
import type { Told } from '../../fields/record.ts'
import type { Screen, ScreenField } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

/** What the organization's declaration and the tenant's own fields say of it. */
export function BasicTab({ screen, organization }: { screen: Screen; organization: Told }) {
  // What is filled in by events alone is of interest when it has been.
  const told = (field: ScreenField) => !field.readOnly || (organization[field.told] ?? null) !== null
  return (
    <Descriptions
      column={{ xs: 1, xl: 2 }}
      items={screen.fields.filter(told).map(field => ({
        key: field.name,
        label: field.title,
        children: <Value field={field} value={organization[field.told]} whole />,
      }))}
    />
  )
}
