import { onFormValuesChange } from '@formily/core'
import { createSchemaField, FormProvider } from '@formily/react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ruleData } from '../../../core/declarations/rule-data.ts'
import type { Screen } from '../fields/screen.ts'
import { controls, RefusedContext } from './controls.tsx'
import { ScreenContext } from './declared-fields.ts'
import { type FormData, formData } from './form-data.ts'
import './form.css'
import './columns.css'
import { layoutOf } from './layout-of.ts'
import { validateIn } from './mistakes.ts'
import { recordLogic } from './record-logic.ts'
import { toFormily } from './to-formily.ts'
import { type FormValues, plainValues } from './values.ts'

const SchemaField = createSchemaField({ components: controls })

type LiveFormProps = {
  screen: Screen
  /** What it begins with. To begin anew, give it another `key`. */
  begun: FormValues
  /** Told what is filled in as soon as it is, as long as none of it is wrong; what is empty is left out. */
  onChange(values: FormValues): void
}

/** A form without a button: what is filled in holds at once. */
export function LiveForm({ screen, begun, onChange }: LiveFormProps) {
  const [data, setData] = useState<FormData>()
  const tell = useRef(onChange)
  tell.current = onChange
  useLayoutEffect(() => {
    const made = formData(screen, 'update', begun, recordLogic(screen, ruleData([])))
    let last = JSON.stringify(filledIn(screen, begun))
    made.form.addEffects('live', () => {
      onFormValuesChange(form => {
        const values = filledIn(screen, form.values)
        const text = JSON.stringify(values)
        if (text === last) return
        void validateIn(form).then(isRight => {
          if (!isRight || text === last || text !== JSON.stringify(filledIn(screen, form.values))) return
          last = text
          tell.current(JSON.parse(text) as FormValues)
        })
      })
    })
    setData(made)
    return () => made.form.onUnmount()
  }, [screen, begun])
  const schema = useMemo(() => toFormily(screen, layoutOf(screen), 'update'), [screen])
  if (!data) return null
  return (
    <FormProvider form={data.form}>
      <RefusedContext.Provider value={data.refused}>
        <ScreenContext.Provider value={screen}>
          <section className="live-form" aria-label={screen.title}>
            <SchemaField schema={schema} />
          </section>
        </ScreenContext.Provider>
      </RefusedContext.Provider>
    </FormProvider>
  )
}

const filledIn = (screen: Screen, values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(plainValues(screen, values)).filter(([, value]) => value !== null))
