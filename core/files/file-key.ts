import { FileError } from './file-error.ts'

const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/

/**
 * The segments of a key such as `tenants/0197…/0198….pdf`, or `file.bad-key`.
 *
 * No segment begins with a dot, and none holds a slash, a backslash or a zero byte: so no key can name its way out of a store, nor into the
 * folders that a store keeps for itself.
 */
export function segmentsOf(key: string): string[] {
  const segments = key.split('/')
  if (key.length > 512 || !segments.every(part => segment.test(part))) throw new FileError('file.bad-key')
  return segments
}
