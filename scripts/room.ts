import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Test } from 'tap'

const fileMinutes = 5

/** The test that a file gets when it imports tap, by the file's address. */
const turns = new Map<string, Test>()
const key = 'dangjian.turns'
const ofFile = 'tap-of:'

/** What follows every promise and every timer to tell which test an exception belongs to costs a tenth of all time; here it is the file whose turn it is. */
const nobodyFollows = 'data:text/javascript,export class Domain { destroy() {} }'

/**
 * Runs test files one after another in this process, each within a test of its own, whose end ends what the file opened. A platform that starts for
 * the second time in a process takes a fourth of the first time.
 */
export async function runRoom(files: { title: string; path: string }[]): Promise<void> {
  Object.assign(globalThis, { [key]: turns })
  registerHooks({ resolve, load })
  const { default: room } = await import('tap')
  for (const { title, path } of files) {
    const url = pathToFileURL(path).href
    await room.test(title, { timeout: fileMinutes * 60_000 }, async test => {
      turns.set(url, test)
      const fail = (error: Error) => test.threw(error)
      for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, fail)
      test.teardown(() => {
        for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, fail)
      })
      await import(url)
    })
  }
}

type Hooks = Parameters<typeof registerHooks>[0]

const resolve: Hooks['resolve'] = (specifier, context, next) => {
  if (specifier === 'async-hook-domain') return { url: nobodyFollows, shortCircuit: true }
  if (specifier === 'tap' && turns.has(context.parentURL ?? ''))
    return { url: `${ofFile}${context.parentURL}`, format: 'module', shortCircuit: true }
  return next(specifier, context)
}

const load: Hooks['load'] = (url, context, next) => {
  if (!url.startsWith(ofFile)) return next(url, context)
  const source = `export default globalThis[${JSON.stringify(key)}].get(${JSON.stringify(url.slice(ofFile.length))})`
  return { format: 'module', source, shortCircuit: true }
}
