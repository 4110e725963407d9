import { type OrganizationNode, type OrganizationTree, top } from './organization-tree.ts'

/** A line of the tree as it is drawn. */
export type Row =
  | {
      kind: 'node'
      key: string
      depth: number
      parentId: string
      node: OrganizationNode
      open: boolean
      position: number
      siblings: number
    }
  /** What stands for the rest of a level, or for why it is not there. */
  | { kind: 'more' | 'loading' | 'failed'; key: string; depth: number; parentId: string }

/** The lines of the tree from the top down: whatever is below an open organization. */
export function visibleRows(tree: OrganizationTree, open: ReadonlySet<string>): Row[] {
  const rows: Row[] = []
  const addLevel = (parentId: string, depth: number) => {
    const level = tree.level(parentId)
    for (const [at, id] of (level?.ids ?? []).entries()) {
      const node = tree.node(id)!
      const isOpen = node.children > 0 && open.has(id)
      const siblings = level!.after === null ? level!.ids.length : -1
      rows.push({ kind: 'node', key: id, depth, parentId, node, open: isOpen, position: at + 1, siblings })
      if (isOpen) addLevel(id, depth + 1)
    }
    const rest = level === undefined || level.state === 'loading' ? 'loading' : level.state === 'failed' ? 'failed' : level.after && 'more'
    if (rest) rows.push({ kind: rest, key: `${rest} ${parentId}`, depth, parentId })
  }
  addLevel(top, 0)
  return rows
}
