import { Checkbox, Select } from 'antd'
import { useDictionary } from '../../../../runtime-web/admin/fields/dictionary.ts'
import { OrganizationPicker } from '../../../../runtime-web/admin/pickers/organization-picker.tsx'
import { PeriodPicker } from './period-picker.tsx'
import type { Asked } from './ranking.ts'

/** Of which time, which kind of points, and where. */
export function RankingFilters({ asked, onAsk }: { asked: Asked; onAsk(asked: Asked): void }) {
  const categories = useDictionary('point-category')
  return (
    <div className="points-filters">
      <PeriodPicker value={asked.period} onChange={period => onAsk({ ...asked, period })} />
      <Select
        aria-label="积分类别"
        value={asked.category ?? ''}
        options={[{ value: '', label: '各类合计' }, ...(categories?.items ?? []).map(item => ({ value: item.code, label: item.title }))]}
        onChange={category => onAsk({ ...asked, category: category || undefined })}
      />
      <OrganizationPicker
        aria-label="党组织"
        placeholder="全部党组织"
        value={asked.organization}
        onChange={organization => onAsk({ ...asked, organization })}
      />
      {asked.organization && (
        <Checkbox checked={asked.alone} onChange={event => onAsk({ ...asked, alone: event.target.checked })}>
          仅本级
        </Checkbox>
      )}
    </div>
  )
}
