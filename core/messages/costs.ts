import type { RuleData } from '../declarations/rule-data.ts'
import { todayInShanghai } from '../identity/dates.ts'

export type PaidChannel = 'sms' | 'voice'

const oneMessage = 70
const eachOfSeveral = 67

/** How many messages an SMS is paid as, its signature with it. Characters are counted as they are sent, an emoji as two. */
export function smsUnits(text: string): number {
  return text.length <= oneMessage ? 1 : Math.ceil(text.length / eachOfSeveral)
}

/** Minutes that a call is paid for; one that nobody took costs nothing. */
export function callUnits(seconds: number): number {
  return Math.ceil(Math.max(0, seconds) / 60)
}

/** In fen, by the prices of that day. */
export function costOf(rules: RuleData, channel: PaidChannel, units: number, at = new Date()): number {
  return units * Number(rules.value(channel === 'sms' ? 'messages.sms-price' : 'messages.call-price', todayInShanghai(at)))
}
