import { sentenceOf } from '../api/problem.ts'

/** What went wrong with the whole form, read out at once. */
export function Notice({ error }: { error: unknown }) {
  if (error === undefined) return null
  return (
    <p role="alert" className="entrance-notice">
      {sentenceOf(error)}
    </p>
  )
}
