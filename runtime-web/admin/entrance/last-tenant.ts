export type LastTenant = { code: string; name: string }

const kept = 'dangjian.tenant'

/** The unit that someone signed in to last on this device. */
export function lastTenant(): LastTenant | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(kept) ?? 'null') as Partial<LastTenant> | null
    return typeof stored?.code === 'string' && typeof stored.name === 'string' ? { code: stored.code, name: stored.name } : undefined
  } catch {
    return undefined
  }
}

export function keepTenant({ code, name }: LastTenant): void {
  localStorage.setItem(kept, JSON.stringify({ code, name }))
}

export function forgetTenant(): void {
  localStorage.removeItem(kept)
}
