type Node = hbs.AST.Node

/**
 * A template in which every name means the same everywhere: in the body of an `each` Handlebars would look `settings` up in the thing at
 * hand. Names that the template itself gives (`as |honor|`) stay; all others are looked up at the root.
 */
export function rooted(program: hbs.AST.Program, isHelper: (name: string) => boolean): hbs.AST.Program {
  body(program, new Set())
  return program

  function body(inside: hbs.AST.Program | undefined, given: ReadonlySet<string>): void {
    const here = new Set([...given, ...(inside?.blockParams ?? [])])
    for (const node of inside?.body ?? []) {
      if (node.type === 'MustacheStatement') call(node as hbs.AST.MustacheStatement, here)
      if (node.type === 'BlockStatement') {
        const { params, hash, program: first, inverse } = node as hbs.AST.BlockStatement
        values([...params, ...valuesOf(hash)], here)
        body(first, here)
        body(inverse, here)
      }
    }
  }

  function call({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.SubExpression, given: ReadonlySet<string>): void {
    const name = (path as hbs.AST.PathExpression).original
    if (params.length === 0 && !hash && !isHelper(name)) values([path], given)
    values([...params, ...valuesOf(hash)], given)
  }

  function values(nodes: Node[], given: ReadonlySet<string>): void {
    for (const node of nodes) {
      if (node.type === 'SubExpression') call(node as hbs.AST.SubExpression, given)
      if (node.type !== 'PathExpression') continue
      const path = node as hbs.AST.PathExpression
      const [first] = path.parts
      if (path.data || path.depth > 0 || first === undefined || given.has(String(first))) continue
      path.data = true
      path.parts = ['root', ...path.parts]
    }
  }
}

function valuesOf(hash: hbs.AST.Hash | undefined): Node[] {
  return (hash?.pairs ?? []).map(pair => pair.value)
}
