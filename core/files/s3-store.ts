import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { FileError } from './file-error.ts'
import { segmentsOf } from './file-key.ts'
import { spool } from './spool.ts'
import type { ByteRange, FileStore } from './store.ts'
import { workFolder } from './work-folder.ts'

export type S3Settings = {
  /** Such as `https://oss-cn-hangzhou.aliyuncs.com` or `http://127.0.0.1:9000`; without it Amazon's own. */
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** `https://host/bucket/key` for MinIO and the like, instead of `https://bucket.host/key`. Default false. */
  pathStyle?: boolean
}

/**
 * Files in a bucket of Amazon S3 or of anything that speaks like it (MinIO, OSS, OBS, COS).
 *
 * What is put passes through a file of the system's temporary folder: S3 wants the length beforehand, and an upload that is too large or
 * breaks off never reaches the bucket.
 */
export function openS3Store(settings: S3Settings): FileStore {
  const { bucket, pathStyle = false, accessKeyId, secretAccessKey, endpoint, region } = settings
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: pathStyle,
    credentials: { accessKeyId, secretAccessKey },
    // Amazon's newer checksum trailers are unknown to most others.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })

  return {
    async put(key, source, { limit, signal }) {
      const address = addressOf(bucket, key)
      const directory = await mkdtemp(join(workFolder(), 'upload-'))
      try {
        const { path, size, sha256 } = await spool(source, directory, limit, signal)
        const command = new PutObjectCommand({ ...address, Body: createReadStream(path), ContentLength: size })
        signBody(command, sha256)
        await client.send(command, { abortSignal: signal })
        return { size, sha256 }
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },

    async open(key, range) {
      const { Body } = await client.send(new GetObjectCommand({ ...addressOf(bucket, key), Range: rangeHeader(range) })).catch(notFound)
      if (!(Body instanceof Readable)) throw new FileError('file.not-found')
      return Body
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand(addressOf(bucket, key)))
    },

    async exists(key) {
      try {
        await client.send(new HeadObjectCommand(addressOf(bucket, key)))
        return true
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },

    async probe(signal) {
      await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal })
      return {}
    },

    async size(key) {
      try {
        return (await client.send(new HeadObjectCommand(addressOf(bucket, key)))).ContentLength
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },

    async *list(folder) {
      let from: string | undefined
      do {
        const Prefix = `${addressOf(bucket, folder).Key}/`
        const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken: from }))
        for (const { Key, LastModified } of page.Contents ?? []) if (Key && LastModified) yield { key: Key, modifiedAt: LastModified }
        from = page.NextContinuationToken
      } while (from)
    },
  }
}

function addressOf(bucket: string, key: string): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: segmentsOf(key).join('/') }
}

/** The hash is known, so the signature covers the content too, and the bucket refuses bytes that changed on the way. */
function signBody(command: PutObjectCommand, sha256: string): void {
  command.middlewareStack.add(
    next => args => {
      const request = args.request as { headers: Record<string, string> }
      request.headers['x-amz-content-sha256'] = sha256
      return next(args)
    },
    { step: 'build', name: 'signBody' },
  )
}

function rangeHeader(range: ByteRange | undefined): string | undefined {
  return range && `bytes=${range.start}-${range.end ?? ''}`
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.$metadata.httpStatusCode === 404)
}

function notFound(error: unknown): never {
  throw isMissing(error) ? new FileError('file.not-found') : error
}
