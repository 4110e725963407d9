import { applyModel } from '../../core/database/apply-model.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { ownPlugins } from '../support/template.ts'

// A start on a database, in a process of its own that can be killed: start-on.ts DATABASE PLUGIN-FOLDER
const [url, folder] = process.argv.slice(2)
const model = loadModel([ownPlugins, folder!])
process.stdout.write('began\n')
await applyModel(url!, model, {
  onChange: ({ kind, what }) => process.stdout.write(`${kind} ${what}\n`),
  onWait: reason => process.stdout.write(`waits: ${reason}\n`),
})
process.stdout.write('ended\n')
