import { isField } from '@formily/core'
import { observer, useField } from '@formily/react'
import { Skeleton } from 'antd'
import { type ComponentType, createContext, Suspense, useContext } from 'react'
import { Value } from '../fields/value.tsx'
import { RichTextInput } from '../rich-text/rich-text-input.tsx'
import { useDeclared } from './declared-fields.ts'
import { Cell, Frame, idAt, notesAt } from './field-frame.tsx'
import type { Refused } from './form-data.ts'
import { ownWidget } from './own-widget.ts'
import { Group, Part, Parts, Steps, Tabs } from './parts.tsx'
import { SecretInput } from './secret-input.tsx'
import type { FormMode } from './to-formily.ts'
import type { WidgetProps } from './widget.ts'
import { ChoiceInput, DictionaryInput } from './widgets/choices.tsx'
import { DayInput, MomentInput } from './widgets/dates.tsx'
import { FileInput, FilesInput } from './widgets/files.tsx'
import { NumberInput, YesOrNo } from './widgets/numbers.tsx'
import { RelationInput } from './widgets/relation.tsx'
import { Rows } from './widgets/rows.tsx'
import { TextLine, TextLines, Texts } from './widgets/texts.tsx'

/** What the server refused, forgotten as soon as the person changes it. */
export const RefusedContext = createContext<Refused>(new Map())

type ControlProps = { widget?: string; mode?: FormMode }

/** Ties a widget to the place in the form that it stands for. */
function tied<T>(Widget: ComponentType<WidgetProps<T>>) {
  return observer(() => {
    const props = useTied<T>()
    return props && <Widget {...props} />
  })
}

function useTied<T>(): WidgetProps<T> | null {
  const field = useDeclared()
  const state = useField()
  const refused = useContext(RefusedContext)
  if (!isField(state)) return null
  const path = state.path.toString()
  return {
    id: idAt(path),
    field,
    value: (state.value as T | undefined) ?? null,
    disabled: state.disabled,
    describedBy: notesAt(path),
    invalid: state.selfErrors.length > 0,
    onChange(value) {
      refused.delete(path)
      state.setFeedback({ type: 'error', code: 'ValidateError', messages: [] })
      // What was emptied is no value at all, so that it does not count as changed.
      void state.onInput(value ?? undefined)
    },
    onBusy(why) {
      if (why !== undefined) refused.set(path, why)
      else if (refused.delete(path)) state.setFeedback({ type: 'error', code: 'ValidateError', messages: [] })
    },
    onBlur: () => void state.onBlur(),
  }
}

/** A text; what a record keeps secret is not shown, and only asked for anew. */
const TextOrSecret = observer(({ mode }: ControlProps) => {
  const props = useTied<string>()
  if (!props) return null
  return props.field.secret && mode === 'update' ? <SecretInput {...props} /> : <TextLine {...props} />
})

/** A plugin's own widget; where this build lacks it, the value is shown. */
const Own = observer(({ widget }: ControlProps) => {
  const props = useTied<never>()
  const Widget = ownWidget(widget ?? '')
  if (!props) return null
  if (!Widget) return <Shown />
  return (
    <Suspense fallback={<Skeleton.Input active block />}>
      <Widget {...props} />
    </Suspense>
  )
})

/** What is not to be filled in, as it is read. */
const Shown = observer(() => {
  const field = useDeclared()
  const state = useField()
  const value = isField(state) ? (state.value as unknown) : undefined
  return (
    <div className="form-shown" id={idAt(state.path.toString())}>
      <Value field={field} value={value} whole />
    </div>
  )
})

/** Everything that a form's schema may name. */
export const controls = {
  Parts,
  Tabs,
  Steps,
  Part,
  Group,
  Frame,
  Cell,
  Shown,
  Own,
  text: TextOrSecret,
  lines: tied<string>(TextLines),
  html: tied<string>(RichTextInput),
  texts: tied<string[]>(Texts),
  integer: tied<number>(NumberInput),
  number: tied<number>(NumberInput),
  boolean: tied<boolean>(YesOrNo),
  date: tied<string>(DayInput),
  moment: tied<string>(MomentInput),
  choice: tied<string>(ChoiceInput),
  dictionary: tied<string>(DictionaryInput),
  relation: tied(RelationInput),
  file: tied<string>(FileInput),
  files: tied<string[]>(FilesInput),
  rows: Rows,
  document: Shown,
}
