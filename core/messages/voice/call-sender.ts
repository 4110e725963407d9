import type { Outcome } from '../sms/sms-sender.ts'

export type VoiceMessage = {
  phone: string
  template: string
  code?: string
  variables: Record<string, string>
  /** What is read out. */
  text: string
  reference: string
}

/** Has a message read out by a call. Accepted is not heard: that is told by the provider's report. It never throws for a refusal. */
export type CallSender = { call(message: VoiceMessage): Promise<Outcome> }
