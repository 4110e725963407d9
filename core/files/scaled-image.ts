import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { FileError } from './file-error.ts'
import { spool } from './spool.ts'
import { workFolder } from './work-folder.ts'

/** The only widths that copies are made in, so that the number of cached copies of a picture is bounded. */
export const imageWidths = [160, 320, 640, 1280, 1920] as const

export type ImageWidth = (typeof imageWidths)[number]

/** AVIF is smaller by a third, and takes ten times as long to make. `moving` is WebP with all frames of a picture that moves. */
export const imageFormats = ['webp', 'avif', 'moving'] as const

export type ImageFormat = (typeof imageFormats)[number]

export type ScaledImage = { data: Buffer; type: `image/${'webp' | 'avif'}`; width: number; height: number }

/** A 100 MP photo decodes to 300 MB: beyond that a picture is an attack or a mistake. */
const mostPixels = 100_000_000
/** A picture that comes as a stream is no larger than the largest upload that any field takes. */
const mostBytes = 256 * 1024 * 1024
/** What moves beyond this stands still: each frame is decoded, made smaller and encoded. Some seconds' work at the most. */
const mostFrames = 300
const mostMovingPixels = 40_000_000
/** WebP has no sides longer than 16383. */
const longestSide = 16_383

// libvips reads far more (SVG, PDF, formats of its own that fetch or run things): only these are let in, in the whole process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadTiff'],
})

/** The smallest width of the ladder that serves a place `wanted` pixels wide; the largest where none does. */
export function imageWidthFor(wanted: number): ImageWidth {
  return imageWidths.find(width => width >= wanted) ?? 1920
}

/**
 * A copy of a picture (JPEG, PNG, WebP, GIF, TIFF) as WebP or AVIF, at most `width` wide and never enlarged. Only the format `moving` has more
 * than the first frame, where there are not too many.
 *
 * It is turned upright and carries no metadata: a photo's place and time stay with the original.
 *
 * Throws `file.broken-image` for what is no whole picture, and `file.too-many-pixels` before decoding one beyond 100 megapixels.
 */
export async function scaleImage(source: string | Readable, width: ImageWidth, format: ImageFormat = 'webp'): Promise<ScaledImage> {
  if (typeof source === 'string') return scaleFile(source, width, format)
  const directory = await mkdtemp(join(workFolder(), 'image-'))
  try {
    const { path } = await spool(source, directory, mostBytes)
    return await scaleFile(path, width, format)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function scaleFile(path: string, width: number, format: ImageFormat): Promise<ScaledImage> {
  const size = await sharp(path, { limitInputPixels: false }).metadata().catch(broken)
  if (size.width * size.height > mostPixels) throw new FileError('file.too-many-pixels')
  const frames = size.pages ?? 1
  const moves = format === 'moving' && frames > 1 && frames <= mostFrames && frames * size.width * size.height <= mostMovingPixels
  const scaled = sharp(path, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true, animated: moves })
    .autoOrient()
    .resize({ width, height: longestSide, fit: 'inside', withoutEnlargement: true })
  const type = format === 'avif' ? 'avif' : 'webp'
  const encoded = type === 'avif' ? scaled.avif({ quality: 55, effort: 2 }) : scaled.webp({ quality: 80, effort: moves ? 2 : 4 })
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true }).catch(broken)
  return { data, type: `image/${type}`, width: info.width, height: info.pageHeight ?? info.height }
}

function broken(cause: unknown): never {
  throw new FileError('file.broken-image', '', { cause })
}
