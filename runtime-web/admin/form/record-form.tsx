import { createSchemaField, FormProvider } from '@formily/react'
import { Alert, Button } from 'antd'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RuleData } from '../../../core/declarations/rule-data.ts'
import { Problem, sentenceOf } from '../api/problem.ts'
import type { Screen } from '../fields/screen.ts'
import { controls, RefusedContext } from './controls.tsx'
import { ScreenContext } from './declared-fields.ts'
import { type FormData, formData } from './form-data.ts'
import './form.css'
import './columns.css'
import { layoutOf } from './layout-of.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { focusFirst, partWithFirstMistake, validateIn } from './mistakes.ts'
import { OpenPartContext } from './parts.tsx'
import { recordLogic } from './record-logic.ts'
import { type FormMode, partsOf, toFormily } from './to-formily.ts'
import { changedFields, type FormValues } from './values.ts'

const SchemaField = createSchemaField({ components: controls })

type RecordFormProps = {
  screen: Screen
  rules: RuleData
  mode: FormMode
  /** What it begins with. */
  begun: FormValues
  /** What is filled in beside what has been typed, once it is there. */
  sample?: FormValues
  /** In a dialog: what is done with what is filled in, in place of storing a record. */
  deed?: { title: string; danger: boolean }
  /** Stores the values; a Problem that it throws is told at the fields. */
  save(values: FormValues, next: 'close' | 'another'): Promise<void>
  onCancel(): void
}

/** The form of a record. Enter and Ctrl+S save it. */
export function RecordForm(props: RecordFormProps) {
  const { screen, rules, mode, begun } = props
  const [data, setData] = useState<FormData>()
  // React may throw a page away half drawn and begin anew. What Formily makes while drawing is only let go of when it leaves the page,
  // so a form is not made before the page stands, and then drawn in one go.
  useLayoutEffect(() => setData(formData(screen, mode, begun, recordLogic(screen, rules))), [screen, rules, mode, begun])
  return data && <OpenForm {...props} {...data} />
}

function OpenForm({ screen, mode, begun, sample, deed, save, onCancel, form, refused }: RecordFormProps & FormData) {
  // A document nobody types: what it is for writes it, and the details show it. With a widget of its own it stands where that is placed.
  const layout = useMemo(() => layoutOf({ ...screen, fields: screen.fields.filter(field => field.kind !== 'document') }), [screen])
  const schema = useMemo(() => toFormily(screen, layout, mode), [screen, layout, mode])
  const [at, open] = useState(0)
  const [busy, setBusy] = useState(false)
  const [told, tell] = useState<ReactNode>()
  const element = useRef<HTMLFormElement>(null)
  const steps = layout.way === 'steps' ? partsOf(schema) : []
  const isLast = at >= steps.length - 1
  const leaving = useLeaveGuard(() => form.modified && changedFields(screen, begun, form.values).length > 0)

  const showFirstMistake = () => {
    const part = partWithFirstMistake(form, element.current!)
    if (part !== undefined) open(part)
    focusFirst(form)
  }
  const submit = async (next: 'close' | 'another' = 'close') => {
    if (busy) return
    tell(undefined)
    if (!isLast) return (await validateIn(form, steps[at]!)) ? open(at + 1) : focusFirst(form)
    if (!(await validateIn(form))) return showFirstMistake()
    setBusy(true)
    try {
      leaving.allow()
      await save(form.values, next)
    } catch (error) {
      leaving.watch()
      tell(sentenceOf(error))
      if (error instanceof Problem) {
        const elsewhere = error.errors.filter(({ pointer, detail }) => !refuse(pointer, detail))
        if (elsewhere.length > 0) tell([sentenceOf(error), ...new Set(elsewhere.map(one => one.detail))].join('：'))
        if (!(await validateIn(form))) showFirstMistake()
      }
    } finally {
      setBusy(false)
    }
  }
  /** Puts what the server said at its field; false where the form has no such field. */
  const refuse = (pointer: string, detail: string): boolean => {
    const path = pointer.slice(1).replaceAll('/', '.')
    const [name] = path.split('.')
    const place = [path, name!].find(one => form.query(one).take()?.display === 'visible')
    if (place) refused.set(place, detail)
    return place !== undefined
  }
  useEffect(() => {
    if (sample) form.setValues(sample)
  }, [form, sample])
  const current = useRef(submit)
  current.current = submit
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
      event.preventDefault()
      // What is typed into a date is taken over when it is left, a moment later.
      const typing = document.activeElement
      if (typing instanceof HTMLElement) typing.blur()
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (typing instanceof HTMLElement && document.activeElement === document.body) typing.focus()
          void current.current()
        }),
      )
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return (
    <FormProvider form={form}>
      <RefusedContext.Provider value={refused}>
        <OpenPartContext.Provider value={{ at, open }}>
          <form
            ref={element}
            className="record-form"
            noValidate
            aria-label={screen.title}
            onSubmit={event => {
              event.preventDefault()
              void submit()
            }}
          >
            {told && <Alert className="form-told" type="error" showIcon message={told} role="alert" />}
            <ScreenContext.Provider value={screen}>
              <SchemaField schema={schema} />
            </ScreenContext.Provider>
            <footer className="form-foot">
              {at > 0 && steps.length > 0 && <Button onClick={() => open(at - 1)}>上一步</Button>}
              <Button type="primary" danger={deed?.danger} htmlType="submit" aria-busy={busy}>
                {deed ? deed.title : busy ? '正在保存……' : isLast ? '保存' : '下一步'}
              </Button>
              {isLast && mode === 'create' && !deed && (
                <Button disabled={busy} onClick={() => void submit('another')}>
                  保存并继续新增
                </Button>
              )}
              <Button onClick={onCancel}>取消</Button>
              {!deed && <span className="form-foot-hint">按 Ctrl+S 也可保存</span>}
            </footer>
          </form>
        </OpenPartContext.Provider>
      </RefusedContext.Provider>
    </FormProvider>
  )
}
