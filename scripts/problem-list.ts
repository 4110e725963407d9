import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import '../core/app.ts'
import '../core/core-operations.ts'
import { problemKinds } from '../core/problem.ts'

const root = resolve(import.meta.dirname, '..')
for (const file of globSync('plugins/*/server.ts', { cwd: root })) await import(join(root, file))

/** The list of every problem a caller may be told, as `docs/problems.md` has it. Each is defined beside the rule that raises it. */
export function problemList(): string {
  const byArea = Map.groupBy(problemKinds(), ({ code }) => code.slice(0, code.indexOf('.')))
  const sections = [...byArea].map(([area, kinds]) =>
    [`## ${area}`, '', '| code | status | what people read |', '| --- | --- | --- |', ...kinds.map(rowOf)].join('\n'),
  )
  return `${heading}\n${sections.join('\n\n')}\n`
}

function rowOf({ code, status, detail }: ReturnType<typeof problemKinds>[number]): string {
  return `| \`${code}\` | ${status} | ${detail} |`
}

const heading = `# Problems

<!-- Made by npm run problems; do not edit. -->

Every error is a body of type \`application/problem+json\` (RFC 9457). Programs compare \`code\`, which stays; people read \`detail\`, which
may say more than stands here. Mistakes of single fields are in \`errors\`, each with the JSON \`pointer\` of the field. See [the API](api.md#errors).
`
