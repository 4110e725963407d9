import type { Entity, Field, Json } from '../declarations/model.ts'

/** What people read where the condition counts: 推荐为已推荐。 */
export function whereInWords(entity: Entity, where: Json): string {
  return conditionsIn(entity, where)
    .map(({ field, operator, values }) => {
      const said = values.map(value => field.choices?.find(choice => choice.code === value)?.title ?? yesOrNo(value))
      return `${field.title}${operatorWords[operator] ?? operator}${said.join('、')}`
    })
    .join('，')
}

const yesOrNo = (value: string): string => ({ true: '是', false: '否' })[value] ?? value

const operatorWords: Record<string, string> = {
  ...{ eq: '为', ne: '不为', in: '为', lt: '小于', lte: '不大于', gt: '大于', gte: '不小于', like: '含有', null: '为空：', under: '属于' },
}

/** One comparison of a `where`, wherever in it that stands. */
type Condition = { field: Field; operator: string; values: string[] }

export function conditionsIn(entity: Entity, where: Json): Condition[] {
  return Object.entries(where).flatMap(([name, inner]): Condition[] => {
    if (name === 'and' || name === 'or') return (inner as Json[]).flatMap(part => conditionsIn(entity, part))
    const field = entity.field.get(name)
    if (!field || typeof inner !== 'object' || inner === null) return []
    return Object.entries(inner).map(([operator, value]) => ({
      field,
      operator,
      values: ['eq', 'ne', 'in'].includes(operator) || !Array.isArray(value) ? [value].flat().map(String) : [value.join('—')],
    }))
  })
}
