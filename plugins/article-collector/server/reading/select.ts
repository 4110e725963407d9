import { Refused } from './refused.ts'

type Within = Pick<Document, 'querySelector' | 'querySelectorAll'>

/** @throws Refused naming the field whose selector is none */
export function chosen(within: Within, selector: string, field: string): Element | null {
  return trying(field, () => within.querySelector(selector))
}

export function chosenAll(within: Within, selector: string, field: string): Element[] {
  return trying(field, () => [...within.querySelectorAll(selector)])
}

function trying<T>(field: string, look: () => T): T {
  try {
    return look()
  } catch (error) {
    throw new Refused(`“${field}”的选择器写法有误`, { cause: error })
  }
}
