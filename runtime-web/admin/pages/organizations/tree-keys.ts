import type { Row } from './visible-rows.ts'

export type Answer = { does: 'go'; to: number } | { does: 'open' | 'close' | 'activate' }

/** What a key does in a tree of which line `at` is the active one; undefined where the tree has no use for it. */
export function answerTo(key: string, rows: Row[], at: number, linesInSight: number): Answer | undefined {
  const row = rows[at]
  const isOpen = row?.kind === 'node' && row.open
  switch (key) {
    case 'ArrowDown':
      return { does: 'go', to: at + 1 }
    case 'ArrowUp':
      return { does: 'go', to: at - 1 }
    case 'Home':
      return { does: 'go', to: 0 }
    case 'End':
      return { does: 'go', to: rows.length - 1 }
    case 'PageDown':
      return { does: 'go', to: at + linesInSight }
    case 'PageUp':
      return { does: 'go', to: at - linesInSight }
    case 'Enter':
    case ' ':
      return { does: 'activate' }
    case 'ArrowRight':
      if (row?.kind !== 'node' || row.node.children === 0) return undefined
      return isOpen ? { does: 'go', to: at + 1 } : { does: 'open' }
    case 'ArrowLeft':
      if (isOpen) return { does: 'close' }
      return row?.parentId ? { does: 'go', to: rows.findIndex(one => one.key === row.parentId) } : undefined
    default:
      return undefined
  }
}
