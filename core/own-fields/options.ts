import type { Json } from '../declarations/model.ts'

type Option = { code?: string | null; title?: string | null; off?: boolean | null }

const optionsOf = (values: Json | undefined): Option[] => (Array.isArray(values?.['options']) ? (values['options'] as Option[]) : [])

/** Options that came without a code get the next free number. */
export function completeOptions(values: Json): void {
  const options = optionsOf(values)
  const taken = new Set(options.map(option => option.code))
  let number = 0
  for (const option of options) {
    if (option.code) continue
    do number++
    while (taken.has(String(number)))
    option.code = String(number)
    taken.add(option.code)
  }
}

/** What is wrong with the options of a choice: records hold their codes, so none may go. */
export function optionProblem(values: Json, before?: Json): { code: string; detail: string } | undefined {
  const options = optionsOf(values)
  for (const part of ['code', 'title'] as const) {
    const all = options.map(option => option[part])
    if (new Set(all).size < all.length) return { code: 'duplicate-option', detail: `选项的${part === 'code' ? '代码' : '名称'}有重复` }
  }
  const gone = optionsOf(before).find(option => !options.some(one => one.code === option.code))
  return gone && { code: 'option-gone', detail: `选项“${gone.title ?? gone.code}”可能已被使用，不能删除，可以停用` }
}
