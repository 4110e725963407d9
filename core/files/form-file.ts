import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

/**
 * The one file of a form, to be read at once; undefined when there is none. A form that breaks off or has no border is the sender's
 * mistake (400), whether it shows before the file or while it is read.
 */
export async function formFile(request: FastifyRequest, limit: number): Promise<MultipartFile | undefined> {
  if (!request.isMultipart()) return undefined
  const part = await request.file({ limits: { fileSize: limit + 1, files: 1 } }).catch(error => {
    throw sendersMistake(error)
  })
  // Before whoever reads the file hears of it; a short form may have broken already.
  if (part?.file.errored) sendersMistake(part.file.errored)
  part?.file.prependListener('error', sendersMistake)
  return part
}

/** What reads forms has no codes for their mistakes. */
function sendersMistake(error: Error & { statusCode?: number }): Error {
  error.statusCode ??= 400
  return error
}
