import type { Parts } from './parts.ts'

/** A source leads to where may be fetched from; one that was changed is read as if for the first time. */
export function checkSources({ checks, outbound }: Parts): void {
  checks.define('source', async (_at, drafts) => {
    for (const { values, errors, changed } of drafts) {
      const wrong = outbound.problem(String(values['address'] ?? ''))
      if (wrong) errors.push({ pointer: '/address', code: 'bad-address', detail: wrong })
      if (changed) Object.assign(values, { etag: null, lastModified: null })
    }
  })
}
