import { mkdirSync, rmSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginningOf } from '../database/data-folder.ts'

/** The host's name is in it: containers that share a temporary folder cannot see whether each other's processes live. */
const prefix = `dangjian-${hostname().replace(/[^A-Za-z0-9]/g, '_')}-`

let made: string | undefined

/** Where this process keeps what it is at work on: uploads on their way, sheets being read. Gone when the process ends in order. */
export function workFolder(): string {
  made ??= goneAtTheEnd(join(tmpdir(), `${prefix}${process.pid}-${beginningOf(process.pid)}`))
  // Machines clean their temporary folders of what has not been used for days.
  mkdirSync(made, { recursive: true, mode: 0o700 })
  return made
}

function goneAtTheEnd(folder: string): string {
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Removes the work folders of processes of this host that were killed. */
export async function removeAbandonedWork(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const [pid, began] = name.slice(prefix.length).split('-', 2)
    if (began && beginningOf(Number(pid)) !== began) await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
