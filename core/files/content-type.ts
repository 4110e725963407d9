import { open } from 'node:fs/promises'
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { type ReadAt, streamNamesOf } from './compound-file.ts'
import { textContent } from './text-content.ts'
import { zipNamesOf } from './zip-names.ts'

/** A MIME type and the extension that goes with it, without a dot. */
export type ContentType = { type: string; extension: string }

export const unknownType: ContentType = { type: 'application/octet-stream', extension: 'bin' }

/** Documents of offices, old and new, and the Chinese fixed-layout format OFD. */
export const officeTypes = {
  doc: { type: 'application/msword', extension: 'doc' },
  xls: { type: 'application/vnd.ms-excel', extension: 'xls' },
  ppt: { type: 'application/vnd.ms-powerpoint', extension: 'ppt' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extension: 'pptx' },
  ofd: { type: 'application/ofd', extension: 'ofd' },
} as const satisfies Record<string, ContentType>

/** What `image/*` stands for: what every browser shows and `scaleImage` reads. No SVG (it can hold scripts), no CAD, no raw photos. */
const shownImages = ['image/jpeg', 'image/png', 'image/apng', 'image/gif', 'image/webp']

/** What may be uploaded where no field says otherwise. Archives are not among them: they hide what is inside. */
export const defaultUploadTypes: readonly string[] = [
  'image/*',
  'application/pdf',
  ...Object.values(officeTypes).map(({ type }) => type),
  'text/plain',
  'text/csv',
  'audio/*',
  'video/*',
]

const headLength = 64 * 1024

/** What can run on a reader's machine or in his browser, whatever it is called. */
const activeTypes =
  /^(?:text\/(?:html|xml)|application\/(?:xml|wasm|java-vm|java-archive|x-elf|x-mach-binary|x-msdownload|x-ms-shortcut|x-ms-regedit|x-shockwave-flash|x-google-chrome-extension|x-xpinstall|x-deb|x-rpm|x-asar|x-apple-diskimage|x-ft-apple\.alias|vnd\.android\.package-archive|vnd\.ms-htmlhelp|vnd\..*macroenabled.*))$/

/**
 * What a file is by its content; the name only tells CSV from other text.
 *
 * HTML, SVG and other markup, scripts, executables, documents with macros and what nobody knows are `application/octet-stream`.
 *
 * @param source where the file lies, or all of its bytes (its first 64 KB do for pictures, PDF and text, not for office documents)
 */
export async function detectContentType(source: string | Uint8Array, fileName: string): Promise<ContentType> {
  if (typeof source !== 'string') {
    const readAt: ReadAt = async (position, length) => source.subarray(position, position + length)
    return detect(source, readAt, fileName)
  }
  const file = await open(source)
  try {
    const readAt: ReadAt = async (position, length) => {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position })
      return buffer.subarray(0, bytesRead)
    }
    return await detect(source, readAt, fileName)
  } finally {
    await file.close()
  }
}

/**
 * Whether what was detected is among `types`: whole types, or families such as `image/*`. What nobody knows
 * (`application/octet-stream`) is taken only where it is named.
 *
 * ```ts
 * accepts(['image/*', 'application/pdf'], (await detectContentType(path, '申请书.pdf')).type)
 * ```
 */
export function accepts(types: readonly string[], detected: string): boolean {
  return types.some(wanted => {
    if (wanted === 'image/*') return shownImages.includes(detected)
    if (wanted.endsWith('/*')) return detected.startsWith(wanted.slice(0, -1)) && detected !== unknownType.type
    return wanted === detected
  })
}

async function detect(source: string | Uint8Array, readAt: ReadAt, fileName: string): Promise<ContentType> {
  const found = typeof source === 'string' ? await fileTypeFromFile(source) : await fileTypeFromBuffer(source)
  const type = found?.mime
  // Some magic numbers are two letters (`BM` is a bitmap): what reads as text is text. These two are text by nature.
  if (type !== 'application/pdf' && type !== 'application/rtf') {
    const text = textContent(await readAt(0, headLength), fileName)
    if (text === 'active') return unknownType
    if (text) return text === 'csv' ? { type: 'text/csv', extension: 'csv' } : { type: 'text/plain', extension: 'txt' }
  }
  if (!found || !type || activeTypes.test(type)) return unknownType
  if (type === 'application/x-cfb') return compoundType(await streamNamesOf(readAt))
  if (type === 'application/zip') return zipType(await zipNamesOf(source))
  return { type, extension: found.ext }
}

/** Of Word, Excel and PowerPoint before 2007 and of WPS; all else in that container (installers, mails, encrypted ones) is unknown. */
function compoundType(streams: Set<string>): ContentType {
  if (streams.has('WordDocument')) return officeTypes.doc
  if (streams.has('Workbook') || streams.has('Book')) return officeTypes.xls
  if (streams.has('PowerPoint Document')) return officeTypes.ppt
  return unknownType
}

function zipType(names: Set<string>): ContentType {
  for (const name of names) if (name.endsWith('/vbaProject.bin')) return unknownType
  // GB/T 33190: the fixed-layout format of Chinese offices, which file-type does not know.
  if (names.has('OFD.xml')) return officeTypes.ofd
  if (names.has('[Content_Types].xml')) {
    if (names.has('word/document.xml')) return officeTypes.docx
    if (names.has('xl/workbook.xml')) return officeTypes.xlsx
    if (names.has('ppt/presentation.xml')) return officeTypes.pptx
  }
  return { type: 'application/zip', extension: 'zip' }
}
