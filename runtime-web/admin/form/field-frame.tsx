import { isField } from '@formily/core'
import { observer, useField } from '@formily/react'
import type { ReactNode } from 'react'
import { useDeclared } from './declared-fields.ts'
import { limitsInWords } from './limits-in-words.ts'

/** The id of the control at a path of the form. */
export const idAt = (path: string): string => `field-${path}`
export const notesAt = (path: string): string => `notes-${path}`

type FrameProps = {
  span: number
  /** Why it cannot be filled in. */
  reason?: string
  /** Its group bears its name already. */
  named?: boolean
  children?: ReactNode
}

/** A field in the form: its name, its control, and below what is wrong with it or how it is filled in. */
export const Frame = observer(({ span, reason, named, children }: FrameProps) => {
  const field = useDeclared()
  const state = useField()
  const path = state.path.toString()
  const errors = isField(state) ? state.selfErrors : []
  const labelled = ['rows', 'files', 'file', 'document', 'html'].includes(field.kind) || reason !== undefined
  const classes = ['form-field', `form-span-${span}`, errors.length > 0 ? 'form-field-wrong' : ''].join(' ')
  const label = named ? 'form-label form-label-named' : 'form-label'
  const title = (
    <>
      {field.title}
      {field.required && reason === undefined && <span className="form-required" title="必填" />}
    </>
  )
  return (
    <div className={classes} data-path={path}>
      {labelled ? (
        <div className={label} id={`${idAt(path)}-label`}>
          {title}
        </div>
      ) : (
        <label className={label} id={`${idAt(path)}-label`} htmlFor={idAt(path)}>
          {title}
        </label>
      )}
      {children}
      <Notes path={path} help={reason ?? limitsInWords(field)} />
    </div>
  )
})

/** A cell of a sub-table: the same in little; on a wide screen the head of the column names it. */
export const Cell = observer(({ children }: { children?: ReactNode }) => {
  const field = useDeclared()
  const path = useField().path.toString()
  return (
    <div className="rows-cell">
      <label className="rows-cell-label" htmlFor={idAt(path)}>
        {field.title}
      </label>
      {children}
      <Notes path={path} />
    </div>
  )
})

const Notes = observer(({ path, help }: { path: string; help?: string }) => {
  const state = useField()
  const [errors, warnings] = isField(state) ? [state.selfErrors, state.selfWarnings] : [[], []]
  return (
    <div className="form-notes" id={notesAt(path)} aria-live="polite">
      {errors.map((message, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two rules may say the same
        <div className="form-error" key={at}>
          {message}
        </div>
      ))}
      {warnings.map((message, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two rules may say the same
        <div className="form-warning" key={at}>
          {message}
        </div>
      ))}
      {errors.length === 0 && help && <div className="form-help">{help}</div>}
    </div>
  )
})
