import { type InputHTMLAttributes, useId } from 'react'

type EntranceFieldProps = InputHTMLAttributes<HTMLInputElement> & { label: string; problem?: string }

/** A labelled input that tells what is wrong with it. */
export function EntranceField({ label, problem, ...input }: EntranceFieldProps) {
  const id = useId()
  return (
    <div className="entrance-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={problem !== undefined} aria-describedby={problem ? `${id}-problem` : undefined} {...input} />
      {problem && (
        <p id={`${id}-problem`} className="entrance-problem">
          {problem}
        </p>
      )}
    </div>
  )
}
