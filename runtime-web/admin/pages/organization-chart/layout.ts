import { type HierarchyPointNode, hierarchy, tree as treeLayout } from 'd3-hierarchy'
import type { OrganizationNode, OrganizationTree } from '../organizations/organization-tree.ts'

export type Direction = 'down' | 'right'

/** Pixels. */
export const box = { width: 176, height: 72 }
const gap = { between: 24, levels: 56 }

export type Box = {
  id: string
  parentId: string
  /** The middle of the box. */
  x: number
  y: number
  node?: OrganizationNode
  open: boolean
  /** Stands for those of a level that are not loaded yet. */
  more: boolean
}
export type Link = { key: string; from: Box; to: Box }
export type Chart = { boxes: Box[]; links: Link[]; bounds: { left: number; top: number; width: number; height: number } }

type Datum = { id: string; parentId: string; node?: OrganizationNode; open: boolean; more: boolean; below: Datum[] }

/** Places whatever is open below an organization; what is not loaded yet has no place. */
export function placed(tree: OrganizationTree, rootId: string, open: ReadonlySet<string>, direction: Direction): Chart {
  const root = hierarchy(datumOf(tree, rootId, '', open), datum => datum.below)
  const [across, along] = direction === 'down' ? [box.width, box.height] : [box.height, box.width]
  const points = treeLayout<Datum>()
    .nodeSize([across + gap.between, along + gap.levels])
    .separation((one, other) => (one.parent === other.parent ? 1 : 1.15))(root)
    .descendants()
  const boxes = points.map(point => boxOf(point, direction))
  const at = new Map(points.map((point, index) => [point, boxes[index]!]))
  const links = points.flatMap(point => (point.parent ? [{ key: point.data.id, from: at.get(point.parent)!, to: at.get(point)! }] : []))
  return { boxes, links, bounds: boundsOf(boxes) }
}

function datumOf(tree: OrganizationTree, id: string, parentId: string, open: ReadonlySet<string>): Datum {
  const node = tree.node(id)
  const isOpen = node !== undefined && node.children > 0 && open.has(id)
  const level = isOpen ? tree.level(id) : undefined
  const below = (level?.ids ?? []).map(one => datumOf(tree, one, id, open))
  if (level?.after) below.push({ id: `more ${id}`, parentId: id, open: false, more: true, below: [] })
  return { id, parentId, node, open: isOpen, more: false, below }
}

function boxOf({ x, y, data: { below: _below, ...datum } }: HierarchyPointNode<Datum>, direction: Direction): Box {
  return direction === 'down' ? { ...datum, x, y } : { ...datum, x: y, y: x }
}

function boundsOf(boxes: Box[]): Chart['bounds'] {
  let [left, top, right, bottom] = [0, 0, 0, 0]
  for (const { x, y } of boxes) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left: left - box.width / 2, top: top - box.height / 2, width: right - left + box.width, height: bottom - top + box.height }
}

/** The line from a box to one below it, with two right angles. */
export function lineOf({ from, to }: Link, direction: Direction): [number, number][] {
  if (direction === 'down') {
    const [start, end] = [from.y + box.height / 2, to.y - box.height / 2]
    const middle = (start + end) / 2
    return [
      [from.x, start],
      [from.x, middle],
      [to.x, middle],
      [to.x, end],
    ]
  }
  const [start, end] = [from.x + box.width / 2, to.x - box.width / 2]
  const middle = (start + end) / 2
  return [
    [start, from.y],
    [middle, from.y],
    [middle, to.y],
    [end, to.y],
  ]
}
