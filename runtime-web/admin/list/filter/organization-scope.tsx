import { Segmented } from 'antd'
import { OrganizationPicker } from '../../pickers/organization-picker.tsx'
import { useRecordLabel } from './record-label.ts'

type OrganizationScopeProps = {
  organization: string | undefined
  below: boolean
  onChange(change: { organization?: string; below: boolean }): void
}

/** Of which organization the records are, and whether those below it count: always in sight, never implied. */
export default function OrganizationScope({ organization, below, onChange }: OrganizationScopeProps) {
  const label = useRecordLabel('core/organization', organization)
  return (
    <div className="list-scope">
      <OrganizationPicker
        aria-label="党组织"
        placeholder="全部党组织"
        value={organization ? { id: organization, label: label === null ? '（无权查看）' : (label ?? '') } : null}
        onChange={chosen => onChange({ organization: chosen?.id, below })}
      />
      {organization && (
        <Segmented
          aria-label="组织范围"
          value={below}
          onChange={chosen => onChange({ organization, below: chosen })}
          options={[
            { value: true, label: '含下级' },
            { value: false, label: '本组织' },
          ]}
        />
      )}
    </div>
  )
}
