import { createForm, type Form, isArrayField, isField, onFieldInit, onFormMount, onFormValuesChange } from '@formily/core'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { declaredAt } from './declared-fields.ts'
import { checkField } from './field-check.ts'
import type { Finding, RecordLogic } from './record-logic.ts'
import { type FormMode, isAsked } from './to-formily.ts'
import { type FormValues, plainValues, same } from './values.ts'

/** What the server said of single fields and cells, by their path in the form (`gifts.0.count`). */
export type Refused = Map<string, string>

export type FormData = { form: Form; refused: Refused }

/**
 * The state of a form: what was typed, and what follows from it at once. Fields appear, are filled in and computed, and rules are judged
 * as the server will do it.
 */
export function formData(screen: Screen, mode: FormMode, begun: FormValues, logic: RecordLogic): FormData {
  const refused: Refused = new Map()
  const follow = follower(screen, mode, logic, mode === 'create' ? {} : begun)
  const form = createForm({
    initialValues: structuredClone(begun),
    validateFirst: true,
    effects() {
      onFieldInit('*', state => {
        if (!isField(state)) return
        const path = state.path.toString()
        const field = declaredAt(screen, path)
        if (!field || (isArrayField(state) && field.kind !== 'rows')) return
        const untouched = begun[field.name]
        state.setValidator([
          {
            triggerType: 'onBlur',
            validator: (value: unknown) =>
              refused.get(path) ??
              (mode === 'update' && path === field.name && same(field, value, untouched) ? '' : (checkField(field, value) ?? '')),
          },
        ])
      })
      onFormMount(follow)
      onFormValuesChange(follow)
    },
  })
  return { form, refused }
}

/** Brings the form up to what follows from its values. */
function follower(screen: Screen, mode: FormMode, logic: RecordLogic, begun: FormValues): (form: Form) => void {
  const filled = new Map(logic(plainValues(screen, begun)).defaults)
  const asked = new Set(screen.fields.filter(field => isAsked(field, mode)).map(field => field.name))
  return form => {
    const { hidden, computed, defaults, findings } = logic(plainValues(screen, form.values))
    for (const field of screen.fields) {
      if (!asked.has(field.name)) continue
      form.setFieldState(field.name, state => {
        state.display = hidden.has(field.name) ? 'none' : 'visible'
      })
      if (computed.has(field.name)) put(form, field, computed.get(field.name))
      if (defaults.has(field.name) && !hidden.has(field.name)) fillIn(form, field, defaults.get(field.name), filled)
    }
    for (const name of asked) tell(form, name, hidden.has(name) ? undefined : findings)
  }
}

/** Fills an empty field in, and follows what it was filled in from; what a person wrote himself stays. */
function fillIn(form: Form, field: ScreenField, value: unknown, filled: Map<string, unknown>): void {
  const before = filled.get(field.name)
  if (same(field, before, value) || field.kind === 'relation') return
  filled.set(field.name, value)
  const now = form.getValuesIn(field.name) as unknown
  if (same(field, now, null) || same(field, now, before)) put(form, field, value)
}

function put(form: Form, field: ScreenField, value: unknown): void {
  if (!same(field, form.getValuesIn(field.name), value)) form.setValuesIn(field.name, value ?? undefined)
}

/** What the rules say of a field; of one that is not asked for, nothing is wrong. */
function tell(form: Form, name: string, findings: Finding[] | undefined): void {
  const of = (level: Finding['level']) => (findings ?? []).filter(one => one.field === name && one.level === level).map(one => one.message)
  form.setFieldState(name, state => {
    if (!isField(state)) return
    if (!findings) state.setFeedback({ type: 'error', messages: [] })
    state.setFeedback({ type: 'error', code: 'EffectError', messages: of('error') })
    state.setFeedback({ type: 'warning', code: 'EffectWarning', messages: of('warning') })
  })
}
