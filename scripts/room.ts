import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'

const fileMinutes = 5

/** Whose turn it is: the test that a file gets when it imports tap. */
const turns = new Map<string, Test>()
const ofFile = 'tap-of:'
const key = 'dangjian.turns'

/**
 * Runs test files one after another in this process, each within a test of its own, whose end ends what the file opened. A platform that
 * starts for the second time in a process takes a fourth of the first time.
 */
export async function runRoom(files: { title: string; path: string }[]): Promise<void> {
  Object.assign(globalThis, { [key]: turns })
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'tap' && turns.has(context.parentURL ?? ''))
        return { url: `${ofFile}${context.parentURL}`, format: 'module', shortCircuit: true }
      return next(specifier, context)
    },
    load(url, context, next) {
      if (!url.startsWith(ofFile)) return next(url, context)
      const source = `export default globalThis[${JSON.stringify(key)}].get(${JSON.stringify(url.slice(ofFile.length))})`
      return { format: 'module', source, shortCircuit: true }
    },
  })
  for (const { title, path } of files) {
    const url = pathToFileURL(path).href
    await t.test(title, { timeout: fileMinutes * 60_000 }, async test => {
      turns.set(url, test)
      await import(url)
    })
  }
}
