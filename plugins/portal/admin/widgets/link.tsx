import { AutoComplete } from 'antd'
import { isAddress } from '../../../../designer/content/admitted.ts'
import { useWorkbench } from '../../../../designer/workbench.ts'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'
import { useColumns } from '../sites/columns.ts'

/** Where a link leads: a page or column of the site, chosen by its name, or an address that is typed. */
export default function LinkInput({ id, value, onChange, onBlur, disabled, describedBy, invalid }: WidgetProps<string>) {
  const { pages } = useWorkbench()
  const columns = useColumns()
  const places = [
    ...pages.filter(page => page.kind === 'home' || page.kind === 'page').map(page => ({ value: `page:${page.id}`, label: page.title })),
    ...columns.list.map(column => ({ value: `column:${column.id}`, label: `栏目：${column.title}` })),
  ]
  const isWrong = value !== null && !isAddress(value)
  return (
    <>
      <AutoComplete
        id={id}
        value={value ?? ''}
        options={places}
        disabled={disabled}
        status={invalid || isWrong ? 'error' : undefined}
        aria-describedby={describedBy}
        placeholder="选择页面、栏目，或输入网址"
        filterOption={(typed, option) => (option?.label ?? '').includes(typed) || (option?.value ?? '').startsWith(typed)}
        onBlur={onBlur}
        onChange={typed => onChange(typed || null)}
      />
      <small className="designer-faint">
        {isWrong ? '不能链接到这样的地址' : value && places.find(place => place.value === value)?.label}
      </small>
    </>
  )
}
