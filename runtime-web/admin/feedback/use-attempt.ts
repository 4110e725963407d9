import { App } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'

/** Does what a button is for: `busy` while it lasts, and what went wrong is told in words. */
export function useAttempt() {
  const [busy, setBusy] = useState(false)
  const { message } = App.useApp()

  async function attempt(run: () => Promise<void>): Promise<void> {
    setBusy(true)
    try {
      await run()
    } catch (error) {
      message.error(sentenceOf(error))
    }
    setBusy(false)
  }

  return { busy, attempt, message }
}
