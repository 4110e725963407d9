import { badQuery } from './problems.ts'

/** Nested query parameters: `filter[name][like]=李` as { filter: { name: { like: '李' } } }. */
export type QueryTree = { [key: string]: string | QueryTree }

const deepest = 8
const mostParameters = 200

/** Reads a query string into a tree. @throws badQuery for parameters given twice, too deep or ill-formed */
export function readQueryString(text: string): QueryTree {
  const tree = emptyTree()
  if (text === '') return tree
  const parameters = [...new URLSearchParams(text)]
  if (parameters.length > mostParameters) throw badQuery(`查询参数不能超过 ${mostParameters} 个`)
  for (const [name, value] of parameters) place(tree, pathOf(name), value, name)
  return tree
}

// Without a prototype, `__proto__` is a name like any other.
const emptyTree = (): QueryTree => Object.create(null) as QueryTree

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]+\])*)$/.exec(name)
  if (!match) throw badQuery(`不认识的查询参数“${name.slice(0, 80)}”`)
  const path = [match[1]!, ...[...match[2]!.matchAll(/\[([^[\]]+)\]/g)].map(part => part[1]!)]
  if (path.length > deepest) throw badQuery('查询条件嵌套太深')
  return path
}

function place(tree: QueryTree, path: string[], value: string, name: string): void {
  let at = tree
  for (const step of path.slice(0, -1)) {
    const next = at[step] ?? emptyTree()
    at[step] = next
    if (typeof next === 'string') throw badQuery(`查询参数“${name}”与另一个参数矛盾`)
    at = next
  }
  const last = path.at(-1)!
  if (at[last] !== undefined) throw badQuery(`查询参数“${name}”出现了两次`)
  at[last] = value
}
