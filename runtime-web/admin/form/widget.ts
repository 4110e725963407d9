import type { ScreenField } from '../fields/screen.ts'

/** What the form gives to the control of a field, a usual one or a plugin's own (`admin/widgets/<name>.tsx`, its default export). */
export type WidgetProps<T = unknown> = {
  /** Of the element that the label belongs to. */
  id: string
  /** Empty is null. A relation is `{ id, label }`; everything else as the API has it. */
  value: T | null
  onChange(value: T | null): void
  onBlur(): void
  /** While a widget works on its value (a file is on its way), the form cannot be saved. */
  onBusy(why: string | undefined): void
  disabled: boolean
  field: ScreenField
  /** Of the element that says what is wrong, or how to fill it in. */
  describedBy?: string
  invalid: boolean
}

/** What antd's controls want to know of these. */
export const controlProps = ({
  id,
  onBlur,
  disabled,
  describedBy,
  invalid,
}: Omit<WidgetProps, 'value' | 'onChange' | 'onBusy' | 'field'>) => ({
  id,
  onBlur,
  disabled,
  status: invalid ? ('error' as const) : undefined,
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
})
