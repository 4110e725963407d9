import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'

export type EntranceFieldProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string
  /** What it is for, below the label. */
  help?: ReactNode
  problem?: string
  /** Stands in the field's right end: a button. */
  beside?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/** A labelled input that tells what it is for and what is wrong with it. */
export function EntranceField({ label, help, problem, beside, inputRef, ...input }: EntranceFieldProps) {
  const id = useId()
  const told = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="entrance-field">
      <label htmlFor={id}>{label}</label>
      <div className="entrance-input">
        <input ref={inputRef} id={id} aria-invalid={problem !== undefined} aria-describedby={told || undefined} {...input} />
        {beside}
      </div>
      {help && (
        <p id={`${id}-help`} className="entrance-help">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="entrance-problem">
          {problem}
        </p>
      )}
    </div>
  )
}
