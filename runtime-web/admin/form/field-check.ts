import { checkCreditCode } from '../../../core/identity/credit-code.ts'
import { checkIdNumber } from '../../../core/identity/id-number.ts'
import { isMobilePhone } from '../../../core/identity/phone.ts'
import type { ScreenField } from '../fields/screen.ts'
import { plain } from './values.ts'

/** What is wrong with a value by itself, in the server's words; undefined for nothing. Patterns are judged by the server alone. */
export function checkField(field: ScreenField, given: unknown): string | undefined {
  const value = plain(field, given)
  if (value === null) return field.required ? `请填写${field.title}` : undefined
  if (typeof value === 'string') return checkText(field, value)
  if (typeof value === 'number') return checkNumber(field, value)
  if (Array.isArray(value)) return checkList(field, value)
  return undefined
}

function checkText({ title, format, limits }: ScreenField, text: string): string | undefined {
  const length = [...text.trim()].length
  if (length < Number(limits['minLength'] ?? 0)) return `${title}至少 ${limits['minLength']} 个字`
  if (length > Number(limits['maxLength'] ?? Number.POSITIVE_INFINITY)) return `${title}最多 ${limits['maxLength']} 个字`
  if (format === 'id-number') {
    const checked = checkIdNumber(text.trim())
    return checked.valid ? undefined : checked.message
  }
  if (format === 'phone' && !isMobilePhone(text.trim())) return `${title}应是 11 位手机号码`
  if (format === 'credit-code') {
    const checked = checkCreditCode(text.trim())
    return checked.valid ? undefined : checked.message
  }
  return undefined
}

function checkNumber({ title, limits }: ScreenField, number: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limits as Record<string, number | undefined>
  if (minimum !== undefined && number < minimum) return `${title}应不小于 ${minimum}`
  if (maximum !== undefined && number > maximum) return `${title}应不大于 ${maximum}`
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum) return `${title}应大于 ${exclusiveMinimum}`
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum) return `${title}应小于 ${exclusiveMaximum}`
  return undefined
}

function checkList({ title, limits }: ScreenField, list: unknown[]): string | undefined {
  if (list.length < Number(limits['minItems'] ?? 0)) return `${title}至少 ${limits['minItems']} 项`
  if (list.length > Number(limits['maxItems'] ?? Number.POSITIVE_INFINITY)) return `${title}最多 ${limits['maxItems']} 项`
  return undefined
}
