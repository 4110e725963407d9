import { createHash } from 'node:crypto'

/**
 * What a browser may do with a page of a site: nothing of another host, no script and no style but those that we serve, and none that stands in the page.
 * A style that does (one, for a page's first drawing) is named by its hash.
 */
export function policy({ styles = [] }: { styles?: readonly string[] } = {}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles.map(hashOf)].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** What every reply of the visitors' origin says. Referrers stay: without one a browser would not tell from which page a form comes. */
export const everywhere: Record<string, string> = {
  'content-security-policy': policy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=31536000',
}

function hashOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`
}
