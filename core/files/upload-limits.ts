import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { accepts, defaultUploadTypes } from './content-type.ts'
import { usualSize } from './usual-size.ts'

export type UploadLimits = {
  /** Bytes of the largest file that any field takes, of this type or of any. */
  largest(type?: string): number
  /** Whether files of this type are taken at all: by what is usual, or because some field asks for them by name. */
  takes(type: string): boolean
}

/** What may be put into the store, whichever way it comes. */
export function uploadLimits(model: Model, uploadBytes: number): UploadLimits {
  const fields = [...model.entities.values()].flatMap(one => one.fields.flatMap(field => field.file ?? []))
  const types = [...defaultUploadTypes, ...fields.flatMap(field => field.types)]
  return {
    largest: type =>
      Math.min(
        uploadBytes,
        Math.max(
          usualSize(model.rules, type ?? '', todayInShanghai()),
          ...fields.filter(field => !type || accepts(field.types, type)).map(field => field.maxSize ?? 0),
        ),
      ),
    takes: type => accepts(types, type),
  }
}
