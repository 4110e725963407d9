/** What an expression speaks of: variables, keys of rule data, functions. */
export type Names = { variables: Set<string>; ruleKeys: Set<string>; functions: Set<string> }

type Node = { exprKind?: { case?: string; value?: unknown } }

/** Walks a parsed expression for the names it uses, leaving out the loop variables of its macros. */
export function namesIn(root: unknown): Names {
  const names: Names = { variables: new Set(), ruleKeys: new Set(), functions: new Set() }
  const visit = (value: unknown, loop: ReadonlySet<string>): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, loop)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { exprKind } = value as Node
    if (exprKind?.case === 'identExpr') {
      const { name } = exprKind.value as { name: string }
      if (!loop.has(name)) names.variables.add(name)
      return
    }
    if (exprKind?.case === 'comprehensionExpr') {
      const { accuVar, iterVar, iterVar2, ...rest } = exprKind.value as { accuVar: string; iterVar: string; iterVar2: string }
      visit(Object.values(rest), new Set([...loop, accuVar, iterVar, iterVar2]))
      return
    }
    if (exprKind?.case === 'callExpr') {
      const call = exprKind.value as { function: string; args: Node[] }
      // Operators are functions too, named by signs: _+_, !_.
      if (/^[a-zA-Z]/.test(call.function)) names.functions.add(call.function)
      const key =
        call.function === 'rule' ? (call.args[0]?.exprKind?.value as { constantKind?: { value?: unknown } } | undefined) : undefined
      if (typeof key?.constantKind?.value === 'string') names.ruleKeys.add(key.constantKind.value)
    }
    for (const [name, child] of Object.entries(value)) if (!name.startsWith('$')) visit(child, loop)
  }
  visit(root, new Set())
  return names
}
