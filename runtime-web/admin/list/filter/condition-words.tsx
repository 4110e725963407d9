import { useDictionary } from '../../fields/dictionary.ts'
import type { ScreenField } from '../../fields/screen.ts'
import type { Condition } from './conditions.ts'
import { useRecordLabel } from './record-label.ts'

/** A condition as it is said: 党员类别：正式党员、预备党员. */
export function ConditionWords({ field, condition }: { field: ScreenField; condition: Condition }) {
  const { operator, value } = condition
  const dictionary = useDictionary(field.dictionary)
  const related = useRecordLabel(operator === 'null' ? undefined : field.relation?.entity, value)
  if (operator === 'null') return `${field.title}：${value === 'true' ? '未填写' : '已填写'}`
  const title = (code: string) => field.choices?.find(choice => choice.code === code)?.title ?? dictionary?.title(code) ?? code
  const [from = '', to = ''] = value.split(',')
  switch (operator) {
    case 'in':
      return `${field.title}：${shortened(value.split(',').map(title))}`
    case 'between':
      return `${field.title}：${from} 至 ${to}`
    case 'gte':
      return isTime(field) ? `${field.title}：${value} 及以后` : `${field.title}不小于 ${value}`
    case 'lte':
      return isTime(field) ? `${field.title}：${value} 及以前` : `${field.title}不大于 ${value}`
    case 'like':
      return `${field.title}包含“${value}”`
    case 'ne':
      return `${field.title}不是“${value}”`
    case 'under':
      return `${field.title}：${related ?? '……'}及下级`
    case 'eq':
      if (field.relation) return `${field.title}：${related === null ? '（无权查看）' : (related ?? '……')}`
      return `${field.title}：${field.kind === 'boolean' ? (value === 'true' ? '是' : '否') : value}`
  }
}

const isTime = ({ kind }: ScreenField) => kind === 'date' || kind === 'date-time'

function shortened(titles: string[]): string {
  return titles.length > 3 ? `${titles.slice(0, 3).join('、')}等 ${titles.length} 项` : titles.join('、')
}
