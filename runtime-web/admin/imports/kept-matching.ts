import type { Matching } from './import-result.ts'

/** What was matched by hand last time stays on this device, for the next file of the same kind. */
export function readMatching(entity: string): Matching {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(entity)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Matching) : {}
  } catch {
    return {}
  }
}

export function keepMatching(entity: string, matching: Matching): void {
  localStorage.setItem(key(entity), JSON.stringify(matching))
}

const key = (entity: string) => `dangjian.import.${entity}`
