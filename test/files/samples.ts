import { crc32 } from 'node:zlib'

/** A ZIP archive with these entries, stored without compression. */
export function zipOf(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(content)]
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(bytes.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, bytes])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, nameBytes]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

/** A compound file (MS-CFB) whose directory is two sectors, not side by side, and ends with a stream of this name. */
export function compoundFileOf(streamName: string): Buffer {
  const file = Buffer.alloc(512 * 5)
  file.writeUInt32BE(0xd0cf11e0, 0)
  file.writeUInt32BE(0xa1b11ae1, 4)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.writeUInt32LE(0, 76)
  // Sector 0 is the allocation table: the directory begins at 1 and goes on at 3.
  file.writeUInt32LE(3, 512 + 4)
  file.writeUInt32LE(0xfffffffe, 512 + 12)
  const entries: [position: number, name: string][] = [
    [512 * 2, 'Root Entry'],
    [512 * 4 + 128, streamName],
  ]
  for (const [position, name] of entries) {
    file.write(name, position, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, position + 64)
  }
  return file
}
