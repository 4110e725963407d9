import { Select, TreeSelect } from 'antd'
import { todayInShanghai } from '../../../../core/identity/dates.ts'
import { type DictionaryItem, useDictionary } from '../../fields/dictionary.ts'
import { controlProps, type WidgetProps } from '../widget.ts'

type Item = DictionaryItem & { off?: boolean }

/** One of the choices of this field alone. */
export function ChoiceInput(props: WidgetProps<string>) {
  return <OneOf {...props} items={(props.field.choices ?? []) as Item[]} />
}

/** A code of a dictionary; one with levels is shown as a tree. */
export function DictionaryInput(props: WidgetProps<string>) {
  const items = useDictionary(props.field.dictionary)?.items ?? []
  return items.some(item => item.parent !== undefined) ? <InLevels {...props} items={items} /> : <OneOf {...props} items={items} />
}

function OneOf({ items, ...props }: WidgetProps<string> & { items: Item[] }) {
  const { value, onChange } = props
  const options = offered(items, value).map(item => ({ value: item.code, label: item.title }))
  return (
    <Select
      {...controlProps(props)}
      showSearch
      allowClear={!props.field.required}
      value={value ?? undefined}
      options={options}
      optionFilterProp="label"
      filterOption={(typed, option) => matches(typed, option?.label, option?.value)}
      placeholder="请选择"
      notFoundContent="没有这一项"
      onChange={code => onChange(code ?? null)}
      style={{ width: '100%' }}
    />
  )
}

function InLevels({ items, ...props }: WidgetProps<string> & { items: Item[] }) {
  const { value, onChange } = props
  const nodes = offered(items, value)
  const codes = new Set(nodes.map(item => item.code))
  // Below what is not offered any more stands at the top.
  const treeData = nodes.map(item => ({
    id: item.code,
    value: item.code,
    title: item.title,
    pId: codes.has(item.parent ?? '') ? item.parent : 0,
  }))
  return (
    <TreeSelect
      {...controlProps(props)}
      showSearch
      allowClear={!props.field.required}
      treeDataSimpleMode
      treeDefaultExpandAll={nodes.length <= 60}
      treeData={treeData}
      value={value ?? undefined}
      filterTreeNode={(typed, node) => matches(typed, String(node.title), String(node.value))}
      placeholder="请选择"
      notFoundContent="没有这一项"
      onChange={code => onChange(code ?? null)}
      style={{ width: '100%' }}
    />
  )
}

/** What can be chosen today; what the record holds stays, though it is out of use. */
function offered(items: Item[], held: string | null): Item[] {
  const today = todayInShanghai()
  return items
    .filter(item => item.code === held || (!item.off && (item.validFrom ?? '') <= today && today <= (item.validTo ?? '9999-12-31')))
    .map(item => (item.off || (item.validTo ?? '9999-12-31') < today ? { ...item, title: `${item.title}（已停用）` } : item))
}

const matches = (typed: string, title = '', code = ''): boolean => title.includes(typed.trim()) || code === typed.trim()
