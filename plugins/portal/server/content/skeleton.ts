/**
 * A page as it is published has places that are filled when it is asked for: where the address of the site, of a page, column or file goes, or a block's HTML. A place
 * is written between two characters that nothing typed can hold.
 */
const [begins, ends] = ['\ue000', '\ue001']

export type Hole = { kind: 'base' } | { kind: 'file' | 'page' | 'column'; id: string } | { kind: 'block'; at: number }

export const baseHole = `${begins}base${ends}`
export const holeFor = (kind: 'file' | 'page' | 'column', id: string): string => `${begins}${kind}:${id}${ends}`
export const fileHole = (id: string): string => holeFor('file', id)
export const blockHole = (at: number): string => `${begins}block:${at}${ends}`

/** The texts of a skeleton with the places between them. */
export type Skeleton = readonly (string | Hole)[]

export function readSkeleton(written: string): Skeleton {
  return written.split(begins).flatMap((part, at) => {
    if (at === 0) return part === '' ? [] : [part]
    const end = part.indexOf(ends)
    const [kind, value = ''] = part.slice(0, end).split(':')
    const hole: Hole = kind === 'block' ? { kind, at: Number(value) } : kind === 'base' ? { kind } : { kind: kind as 'file', id: value }
    const after = part.slice(end + 1)
    return after === '' ? [hole] : [hole, after]
  })
}

export function fill(skeleton: Skeleton, filling: (hole: Hole) => string): string {
  let text = ''
  for (const piece of skeleton) text += typeof piece === 'string' ? piece : filling(piece)
  return text
}

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it is written into HTML, also between quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => special[sign]!)
}
