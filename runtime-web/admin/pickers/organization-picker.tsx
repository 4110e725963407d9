import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useDeferredValue, useEffect, useState } from 'react'
import type { Related } from '../fields/record.ts'
import { type Level, levelBelow, type OrganizationNode, organizationsNamed } from './organization-nodes.ts'
import './pickers.css'
import { remember } from './recent.ts'

type OrganizationPickerProps = {
  value?: Related | null
  onChange?(value: Related | null): void
  onBlur?(): void
  disabled?: boolean
  id?: string
  placeholder?: string
  allowClear?: boolean
  status?: 'error' | 'warning' | ''
  'aria-describedby'?: string
  'aria-label'?: string
}

type TreeNode = { value: string; name: string; title: React.ReactNode; isLeaf: boolean; disabled?: boolean; children?: TreeNode[] }

const top = ''

/** One organization: opened level by level as a tree, or found by its name. The whole tree is never loaded. */
export function OrganizationPicker({ value, onChange, placeholder, allowClear = true, ...rest }: OrganizationPickerProps) {
  const client = useQueryClient()
  const [levels, setLevels] = useState<ReadonlyMap<string, Level>>(new Map())
  const [open, setOpen] = useState(false)
  const [typed, type] = useState('')
  const word = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['organizations-named', word],
    queryFn: ({ signal }) => organizationsNamed(word, signal),
    enabled: word !== '',
  })
  const load = async (parentId: string) => {
    const level = await levelBelow(client, parentId === top ? undefined : parentId)
    setLevels(known => new Map(known).set(parentId, level))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the highest level is asked for once, when the picker is first opened
  useEffect(() => {
    if (open && !levels.has(top)) void load(top)
  }, [open])
  const nodes = word === '' ? treeOf(levels, top) : (found.data ?? []).map(foundNode)
  const waiting = word === '' ? !levels.has(top) : found.isFetching
  return (
    <TreeSelect<{ value: string; label: React.ReactNode } | undefined, TreeNode>
      {...rest}
      showSearch
      labelInValue
      treeLine={word === '' && { showLeafIcon: false }}
      allowClear={allowClear}
      filterTreeNode={false}
      searchValue={typed}
      onSearch={type}
      open={open}
      onDropdownVisibleChange={setOpen}
      treeNodeLabelProp="name"
      popupMatchSelectWidth={320}
      treeData={nodes}
      loadData={({ value: id }) => load(String(id))}
      placeholder={placeholder ?? '展开选择，或输入名称、拼音首字母查找'}
      notFoundContent={waiting ? '正在载入……' : '没有找到党组织'}
      value={value ? { value: value.id, label: value.label ?? '（无权查看）' } : undefined}
      onChange={chosen => {
        type('')
        const picked = chosen ? { id: chosen.value, label: nameOf(nodes, chosen.value) ?? String(chosen.label) } : null
        if (picked) remember(client, 'core/organization', picked)
        onChange?.(picked)
      }}
      style={{ width: '100%' }}
    />
  )
}

function treeOf(levels: ReadonlyMap<string, Level>, parentId: string): TreeNode[] | undefined {
  const level = levels.get(parentId)
  if (!level) return undefined
  const nodes: TreeNode[] = level.nodes.map(node => ({
    value: node.id,
    name: node.name,
    title: node.shortName || node.name,
    isLeaf: node.children === 0,
    children: treeOf(levels, node.id),
  }))
  if (level.more) nodes.push({ value: `more ${parentId}`, name: '', title: '下级较多，请输入名称查找', isLeaf: true, disabled: true })
  return nodes
}

function foundNode({ id, name, parent }: OrganizationNode): TreeNode {
  const title = (
    <span className="picker-found">
      {name}
      {parent?.label && <small>{parent.label}</small>}
    </span>
  )
  return { value: id, name, title, isLeaf: true }
}

function nameOf(nodes: TreeNode[] | undefined, id: string): string | undefined {
  for (const node of nodes ?? []) {
    const name = node.value === id ? node.name : nameOf(node.children, id)
    if (name !== undefined) return name
  }
  return undefined
}
