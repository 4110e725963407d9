import type { Json } from '../../core/declarations/model.ts'
import { idNumberCheckDigit } from '../../core/identity/check-digits.ts'

let made = 0

/** What a clerk types for a new member: an ID number and a phone that nobody has. */
export function newMember(values: Json & { organizationId: string }): Json {
  made++
  const first17 = `37010119880808${String(made).padStart(3, '0')}`
  return {
    name: '秦新员',
    idNumber: first17 + idNumberCheckDigit(first17),
    phone: `1770000${String(made).padStart(4, '0')}`,
    category: 'full',
    joinedOn: '2010-07-01',
    regularOn: '2011-07-01',
    ...values,
  }
}
