import { createHash } from 'node:crypto'

const mostSeen = 5_000
const mostNamed = 400
const worthwhile = 3

const seen = new Map<string, number>()
const named = new Map<string, string>()

/**
 * A name under which a connection keeps a statement planned: for texts that come again and again, and for a bounded number of them,
 * since every connection keeps every plan. The texts of rare filters stay nameless.
 */
export function statementName(text: string): string | undefined {
  const known = named.get(text)
  if (known || named.size >= mostNamed) return known
  const times = (seen.get(text) ?? 0) + 1
  seen.set(text, times)
  if (seen.size > mostSeen) seen.clear()
  if (times < worthwhile) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 40)
  named.set(text, name)
  seen.delete(text)
  return name
}
