export type SmsMessage = {
  /** Eleven digits. */
  phone: string
  /** The platform's name of the template, such as `login-code`: providers send approved templates only, never free text. */
  template: string
  variables: Record<string, string>
  /** What the person reads, for the record and for senders without templates. */
  text: string
  /** Comes back in the provider's delivery report. */
  reference?: string
}

export type SmsOutcome =
  | { accepted: true; providerId: string }
  /** `retry`: the same message may succeed later as it is. `code` is the provider's own, or ours (`sms.…`). */
  | { accepted: false; code: string; message: string; retry: boolean }

/** Hands a message to a provider. Accepted is not delivered: that is told by the provider's report. It never throws for a refusal. */
export type SmsSender = { send(message: SmsMessage): Promise<SmsOutcome> }
