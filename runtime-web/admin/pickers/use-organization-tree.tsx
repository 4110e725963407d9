import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TreeSelectProps } from 'antd'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useState } from 'react'
import type { Related } from '../fields/record.ts'
import { type Level, levelBelow, type OrganizationNode, organizationsNamed } from './organization-nodes.ts'
import { remember } from './recent.ts'

export type TreeNode = { value: string; name: string; title: ReactNode; isLeaf: boolean; disabled?: boolean; children?: TreeNode[] }

/** What stands in the field: the id, and the words for it. */
export type Picked = { value: string; label: ReactNode }

const top = ''

/** What every field for organizations is made of: a tree opened level by level, or found by name. The whole tree is never loaded. */
export function useOrganizationTree() {
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
  const field = {
    showSearch: true,
    labelInValue: true,
    treeLine: word === '' && { showLeafIcon: false },
    filterTreeNode: false,
    searchValue: typed,
    onSearch: type,
    open,
    onDropdownVisibleChange: setOpen,
    // Escape closes the tree; the dialog around it stays open.
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && open) event.stopPropagation()
    },
    treeNodeLabelProp: 'name',
    popupMatchSelectWidth: 320,
    treeData: nodes,
    loadData: ({ value: id }) => load(String(id)),
    notFoundContent: waiting ? '正在载入……' : '没有找到党组织',
    style: { width: '100%' },
  } satisfies TreeSelectProps<Picked, TreeNode>

  /** The organization just picked, under its name; what was typed to find it is done with. */
  function taken({ value, label }: Picked): Related {
    type('')
    const organization = { id: value, label: nameOf(nodes, value) ?? String(label) }
    remember(client, 'core/organization', organization)
    return organization
  }

  return { field, taken }
}

export const asPicked = ({ id, label }: Related): Picked => ({ value: id, label: label ?? '（无权查看）' })

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
