import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'

type Going = {
  /** Why a number that was given out is void from then on. */
  reason: string
  say(reason: string): void
  /** What the server had against it. */
  wrong: string | undefined
  busy: boolean
  run(): Promise<void>
}

/** Does away with a record once it was asked for; `away` gets the reason where one was given. */
export function useGoing(numbered: boolean, away: (reason: string | undefined) => Promise<unknown>, onDone: () => void): Going {
  const [reason, say] = useState('')
  const [wrong, tell] = useState<string>()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await away((numbered && reason.trim()) || undefined)
      onDone()
    } catch (error) {
      tell(sentenceOf(error))
      setBusy(false)
    }
  }
  return { reason, say, wrong, busy, run }
}
