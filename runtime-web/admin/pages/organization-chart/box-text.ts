import type { OrganizationNode } from '../organizations/organization-tree.ts'

const lettersInLine = 11
const lineHeight = 18

/** A line in a box: where it stands, in pixels from the box's top, and what kind of writing it is. */
export type BoxText = { text: string; y: number; kind: 'name' | 'note' }

/** The name in at most two lines, and the note below it. */
export function textsOf(name: string, note: string): BoxText[] {
  const lines = linesOf(name)
  const first = (note ? 30 : 41) - ((lines.length - 1) * lineHeight) / 2
  return [
    ...lines.map((text, at): BoxText => ({ text, y: first + at * lineHeight, kind: 'name' })),
    ...(note ? [{ text: note, y: lines.length > 1 ? 58 : 52, kind: 'note' as const }] : []),
  ]
}

function linesOf(name: string): string[] {
  const letters = Array.from(name)
  if (letters.length <= lettersInLine) return [name]
  const rest = letters.slice(lettersInLine)
  const second = rest.length <= lettersInLine ? rest : [...rest.slice(0, lettersInLine - 1), '…']
  return [letters.slice(0, lettersInLine).join(''), second.join('')]
}

/** How many are below, and how many records of the counted entity it has with all below. */
export function noteOf(node: OrganizationNode, counted: string | undefined, title: string | undefined): string {
  const below = node.children > 0 ? `下级 ${node.children}` : ''
  const count = counted && node.counts[counted] ? `${title ?? ''} ${node.counts[counted].below}` : ''
  return [below, count].filter(Boolean).join('　')
}
