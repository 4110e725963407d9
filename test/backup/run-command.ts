import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkout, ofMachine } from '../support/server-process.ts'

type Ended = { code: number | null; said: string }

export type RunningCommand = { child: ChildProcess; ended: Promise<Ended> }

/** Starts `npm run backup` or `npm run restore` with these words and settings; `within` is a shell's word before it, such as a limit. */
export function startCommand(name: 'backup' | 'restore', words: string[], settings: Record<string, string>, within = ''): RunningCommand {
  const child = spawn('bash', ['-c', `${within} exec "$@"`, 'bash', process.execPath, join(checkout, `scripts/${name}.ts`), ...words], {
    cwd: checkout,
    env: { ...ofMachine(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  return { child, ended: new Promise(done => child.once('close', code => done({ code, said }))) }
}

export function runCommand(name: 'backup' | 'restore', words: string[], settings: Record<string, string>, within = ''): Promise<Ended> {
  return startCommand(name, words, settings, within).ended
}
