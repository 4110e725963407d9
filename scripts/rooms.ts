import { mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Test files of one folder that share a process, each in its turn. */
export type Room = { title: string; files: string[] }

const mostFiles = 8

/** Files of one folder together, a few at a time: what ends one process ends few tests, and they have loaded the same sources. */
export function roomsOf(files: string[]): Room[] {
  return [...Map.groupBy(files, file => dirname(file))].flatMap(([folder, inFolder]) => {
    const rooms = Math.ceil(inFolder.length / mostFiles)
    return Array.from({ length: rooms }, (_, at) => ({
      title: `${folder.replaceAll('/', '-')}-${at + 1}`,
      files: inFolder.filter((_, place) => place % rooms === at),
    }))
  })
}

/** What tap starts for each room: a file that says whose turn it is. */
export function writeRooms(rooms: Room[], { root, folder }: { root: string; folder: string }): string[] {
  const within = mkdtempSync(join(folder, 'rooms-'))
  return rooms.map(({ title, files }) => {
    const entry = join(within, `${title}.mjs`)
    const turns = JSON.stringify(files.map(file => ({ title: file, path: resolve(root, file) })))
    const own = JSON.stringify(resolve(root, 'scripts/room.ts'))
    writeFileSync(entry, `import { runRoom } from ${own}\nawait runRoom(${turns})\n`)
    return entry
  })
}
