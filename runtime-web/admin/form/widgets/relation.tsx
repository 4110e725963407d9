import { isRelated, type Related } from '../../fields/record.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import { useLabelled } from '../../pickers/use-labelled.ts'
import { controlProps, type WidgetProps } from '../widget.ts'

/** Another record. Settings that are no record themselves hold its id alone. */
export function RelationInput(props: WidgetProps<Related | string>) {
  const { field, value, onChange } = props
  const { entity, only } = field.relation!
  const known = useLabelled(entity, typeof value === 'string' ? value : undefined)
  return (
    <RelationPicker {...controlProps(props)} entity={entity} only={only} value={isRelated(value) ? value : known} onChange={onChange} />
  )
}
