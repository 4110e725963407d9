import { createHash } from 'node:crypto'
import { type Prepared, prepare } from './prepared.ts'

/** Styles and scripts of sites, each at an address that its content gives it. */
export type Assets = {
  /** Keeps it and gives its address: the same on every server that has the same version. */
  add(name: string, content: string | Buffer, type: string): string
  find(file: string): Promise<Prepared> | undefined
  /** From now on none is added: another server would not have it. */
  seal(): void
}

export function openAssets(): Assets {
  const kept = new Map<string, () => Promise<Prepared>>()
  let sealed = false
  return {
    add(name, content, type) {
      if (sealed) throw new Error(`${name} comes too late: what sites link is added while plugins start`)
      const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10)
      const file = name.replace(/(?=\.[a-z0-9]+$)/, `-${hash}`)
      let prepared: Promise<Prepared> | undefined
      kept.set(file, () => {
        prepared ??= prepare(content, { type, best: true, cacheControl: 'public, max-age=31536000, immutable' })
        return prepared
      })
      return `/-/assets/${file}`
    },
    find: file => kept.get(file)?.(),
    seal() {
      sealed = true
    },
  }
}
