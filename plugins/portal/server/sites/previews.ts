import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What previews of a site are signed with. */
export const newPreviewKey = (): string => randomBytes(32).toString('base64url')

type Site = { id: string; previewKey: string | null }

/** A sign that opens the drafts of a site to whoever has it, until then. */
export function previewSign({ id, previewKey }: Site, expiresAt: Date): string {
  const until = Math.floor(expiresAt.getTime() / 1000).toString(36)
  return `${until}-${signature(id, previewKey ?? '', until)}`
}

/** Whether the sign was given for this site, and is still good. */
export function isGood(sign: string, { id, previewKey }: Site, now: number = Date.now()): boolean {
  const [, until = '', given = ''] = /^([0-9a-z]{1,10})-([\w-]{43})$/.exec(sign) ?? []
  if (!previewKey || until === '' || Number.parseInt(until, 36) * 1000 < now) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(id, previewKey, until)))
}

function signature(siteId: string, key: string, until: string): string {
  return createHmac('sha256', key).update(`${siteId} ${until}`).digest('base64url')
}
