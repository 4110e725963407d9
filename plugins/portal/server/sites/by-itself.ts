import type { At } from '../../../../core/index.ts'

/** The same transaction under the platform's rights, for what follows from a deed that the caller may do; it stays his deed. */
export function byItself(at: At): At {
  return { ...at, caller: { ...at.caller, access: { everything: true, grants: [] } } }
}
