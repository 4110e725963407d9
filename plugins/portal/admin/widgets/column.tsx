import { TreeSelect } from 'antd'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'
import { useColumns } from '../sites/columns.ts'

/** One of the site's columns, chosen in their tree; none is the whole site. */
export default function ColumnInput({ id, value, onChange, onBlur, disabled, describedBy, invalid }: WidgetProps<string>) {
  const columns = useColumns()
  return (
    <TreeSelect
      id={id}
      value={value ?? undefined}
      treeData={columns.tree}
      loading={columns.loading}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-describedby={describedBy}
      showSearch
      treeNodeFilterProp="title"
      treeDefaultExpandAll
      allowClear
      placeholder="全站"
      notFoundContent="这个站点还没有栏目"
      onBlur={onBlur}
      onChange={chosen => onChange(chosen ?? null)}
    />
  )
}
