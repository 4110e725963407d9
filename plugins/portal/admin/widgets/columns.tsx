import { TreeSelect } from 'antd'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'
import { useColumns } from '../sites/columns.ts'

/** Several of the site's columns, in the order of choosing. */
export default function ColumnsInput({ id, value, onChange, onBlur, disabled, describedBy, invalid }: WidgetProps<string[]>) {
  const columns = useColumns()
  return (
    <TreeSelect
      id={id}
      multiple
      value={value ?? []}
      treeData={columns.tree}
      loading={columns.loading}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-describedby={describedBy}
      showSearch
      treeNodeFilterProp="title"
      treeDefaultExpandAll
      allowClear
      placeholder="选择栏目"
      notFoundContent="这个站点还没有栏目"
      onBlur={onBlur}
      onChange={(chosen: string[]) => onChange(chosen.length > 0 ? chosen : null)}
    />
  )
}
