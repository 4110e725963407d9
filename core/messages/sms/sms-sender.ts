export type SmsMessage = {
  /** Eleven digits. */
  phone: string
  /** The platform's name of the template, such as `core/sign-in-code`: providers send approved templates only, never free text. */
  template: string
  /** The provider's code of the template, where the tenant has one of its own. */
  code?: string
  variables: Record<string, string>
  /** What the person reads, for the record and for senders without templates. */
  text: string
  /** Comes back in the provider's delivery report. */
  reference?: string
}

export type Outcome =
  | { accepted: true; providerId: string }
  /** `retry`: the same message may succeed later as it is. `code` is the provider's own, or ours (`sms.…`). */
  | { accepted: false; code: string; message: string; retry: boolean }

/** What the provider tells of a message that it accepted. */
export type SmsReport = { reference: string; delivered: boolean; at: Date; error?: string; units?: number }

/** Hands a message to a provider. Accepted is not delivered: that is told by the provider's report. It never throws for a refusal. */
export type SmsSender = {
  send(message: SmsMessage): Promise<Outcome>
  /** What stands before each message and is paid with it: `【县委组织部】`. */
  signature?: string
  /** Asks what became of one that was accepted on that day; nothing while that is not known. Without it, reports are only pushed. */
  ask?(sent: { phone: string; providerId: string; at: Date; reference: string }): Promise<SmsReport | undefined>
}
