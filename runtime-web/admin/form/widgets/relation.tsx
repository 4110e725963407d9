import type { Related } from '../../fields/record.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import { controlProps, type WidgetProps } from '../widget.ts'

/** Another record. */
export function RelationInput(props: WidgetProps<Related>) {
  const { field, value, onChange } = props
  const { entity, only } = field.relation!
  return <RelationPicker {...controlProps(props)} entity={entity} only={only} value={value} onChange={onChange} />
}
