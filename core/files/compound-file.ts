/** Reads `length` bytes from `position`; fewer where the file ends. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>

/** Far more than the directory of any document of an office has. */
const mostSectors = 256
const endOfChain = 0xfffffffa

/**
 * The names of the streams in a compound file (MS-CFB), the container of .doc, .xls, .ppt and of WPS, but also of .msi and .msg:
 * only the names inside tell which. Empty where the file is not one, or is damaged.
 */
export async function streamNamesOf(readAt: ReadAt): Promise<Set<string>> {
  const header = viewOf(await readAt(0, 512))
  const names = new Set<string>()
  if (header.byteLength < 512 || header.getUint32(0) !== 0xd0cf11e0) return names
  const shift = header.getUint16(30, true)
  if (shift !== 9 && shift !== 12) return names
  const sectorSize = 2 ** shift
  const sectorAt = (sector: number) => readAt((sector + 1) * sectorSize, sectorSize)

  let sector = header.getUint32(48, true)
  for (let count = 0; count < mostSectors && sector < endOfChain; count++) {
    for (const name of namesIn(viewOf(await sectorAt(sector)))) names.add(name)
    sector = await nextSector(header, sectorAt, sector, sectorSize / 4)
  }
  return names
}

/** The first 109 sectors of the allocation table are listed in the header: enough for 7 MB, where the directory is nearly always. */
async function nextSector(
  header: DataView,
  sectorAt: (sector: number) => Promise<Uint8Array>,
  sector: number,
  entriesPerSector: number,
): Promise<number> {
  const table = Math.floor(sector / entriesPerSector)
  if (table >= 109) return endOfChain
  const tableSector = header.getUint32(76 + table * 4, true)
  if (tableSector >= endOfChain) return endOfChain
  const entries = viewOf(await sectorAt(tableSector))
  const position = (sector % entriesPerSector) * 4
  return position + 4 <= entries.byteLength ? entries.getUint32(position, true) : endOfChain
}

function namesIn(sector: DataView): string[] {
  const names: string[] = []
  for (let entry = 0; entry + 128 <= sector.byteLength; entry += 128) {
    const length = sector.getUint16(entry + 64, true)
    if (length < 4 || length > 64) continue
    const bytes = new Uint8Array(sector.buffer, sector.byteOffset + entry, length - 2)
    names.push(new TextDecoder('utf-16le').decode(bytes))
  }
  return names
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
