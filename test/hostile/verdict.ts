import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Body } from '../support/client.ts'
import { checkout } from '../support/server-process.ts'
import type { Described } from './requests.ts'
import type { Answer } from './send.ts'
import { patienceMs } from './send.ts'

const codes = new Set(
  [...readFileSync(join(checkout, 'docs/problems.md'), 'utf8').matchAll(/^\| `([^`]+)` \| (\d+) /gm)].map(row => `${row[1]} ${row[2]}`),
)

/** Judges answers by what the document promises; a problem by the list of all problems. */
export function judge(document: Body): (operation: Described, answer: Answer) => string | undefined {
  const formats = { phone: true, 'id-number': true, 'credit-code': true } as const
  const ajv = addFormats.default(new Ajv2020({ strict: false, formats }))
  const compiled = new Map<string, ValidateFunction>()
  return (operation, answer) => {
    if (answer.ms >= patienceMs) return `took ${answer.ms} ms`
    if (answer.status >= 500) return 'a failure of the server'
    if (answer.status >= 400) return wrongProblem(answer)
    return wrongReply(operation, answer)
  }

  function wrongProblem({ status, type, bytes }: Answer): string | undefined {
    if (!type.startsWith('application/problem+json')) return `a problem of type “${type}”`
    // To a HEAD no body is sent.
    if (bytes.length === 0) return undefined
    const problem = JSON.parse(bytes.toString('utf8'))
    return problem.status === status && codes.has(`${problem.code} ${status}`) ? undefined : 'a problem that docs/problems.md does not list'
  }

  function wrongReply(operation: Described, { status, type, bytes }: Answer): string | undefined {
    const declared = operation.replies[String(status)] as Body
    if (!declared) return `${status} is not declared`
    const content = declared.content ?? {}
    if (bytes.length === 0) return undefined
    if (!content['application/json']) return Object.keys(content).length > 0 || type === '' ? undefined : 'a body where none is declared'
    const key = `${operation.id} ${status}`
    const validate = compiled.get(key) ?? ajv.compile({ ...content['application/json'].schema, components: document.components })
    compiled.set(key, validate)
    return validate(JSON.parse(bytes.toString('utf8')))
      ? undefined
      : `not what is declared: ${ajv.errorsText(validate.errors).slice(0, 300)}`
  }
}
