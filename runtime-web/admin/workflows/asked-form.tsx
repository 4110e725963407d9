import { useEffect, useMemo, useRef } from 'react'
import { ruleData } from '../../../core/declarations/rule-data.ts'
import type { Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { RecordForm } from '../form/record-form.tsx'
import { bodyOfNew, type FormValues, presets, valuesOf } from '../form/values.ts'

type AskedFormProps = {
  screen: Screen
  record: Told
  fields: ScreenField[]
  sets: string[]
  title: string
  danger: boolean
  save(said: FormValues): Promise<void>
  onCancel(): void
}

/** What a transition asks for, drawn and checked as every form; fields of the record begin with what they hold. */
export default function AskedForm({ screen, record, fields, sets, title, danger, save, onCancel }: AskedFormProps) {
  const asked = useMemo<Screen>(() => askedScreen(screen, fields, title), [screen, fields, title])
  const begun = useMemo(() => {
    const held = Object.entries(valuesOf(asked, record)).filter(([name]) => sets.includes(name))
    return { ...presets(asked), ...Object.fromEntries(held) }
  }, [asked, record, sets])
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The form draws its fields a moment after itself.
    const drawn = requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('input, textarea')?.focus())
    return () => cancelAnimationFrame(drawn)
  }, [])
  return (
    <div ref={place}>
      <RecordForm
        screen={asked}
        rules={noRules}
        mode="create"
        begun={begun}
        deed={{ title, danger }}
        save={values => save(bodyOfNew(asked, values))}
        onCancel={onCancel}
      />
    </div>
  )
}

const noRules = ruleData([])

/** What is asked, as if it were a record of its own. */
const askedScreen = (screen: Screen, fields: ScreenField[], title: string): Screen => ({
  ...screen,
  title,
  fields: fields.map(roomy),
  label: fields[0]!.name,
  rules: [],
  conditions: {},
  form: {
    way: 'groups',
    parts: [{ groups: [{ columns: 1, fields: fields.map(({ name }) => ({ name })) }] }],
  },
})

const longLine = 100

/** An opinion or a reason may take several lines. */
const roomy = (field: ScreenField): ScreenField =>
  field.kind === 'text' && field.format === undefined && Number(field.limits['maxLength'] ?? 0) > longLine
    ? { ...field, format: 'text' }
    : field
