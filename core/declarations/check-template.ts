import Handlebars from 'handlebars'
import { blockHelpers, compileOptions, valueHelpers } from '../blocks/template.ts'
import type { Mistake } from './declaration-error.ts'
import { htmlPlaces, type Place } from './html-place.ts'
import type { ReadText } from './read-blocks.ts'

type Node = hbs.AST.Node

/** Helpers whose html stands between elements. */
const elements = new Set(['picture', 'html'])
/** Attributes that lead somewhere, and the helpers that give such addresses. */
const addresses = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'cite', 'data'])
const addressHelpers = new Set(['link', 'href', 'file'])

/**
 * What is wrong with a block's template, line by line: what cannot be read, what would put out anything unescaped or where escaping does
 * not help, and what the block knows nothing of.
 */
export function checkTemplate({ file, text }: ReadText, known: ReadonlySet<string>, mistakes: Mistake[]): void {
  const at = (node: Node | undefined, message: string, remedy: string) =>
    void mistakes.push({ file, pointer: '', message: node ? `line ${node.loc.start.line}: ${message}` : message, remedy })
  let program: hbs.AST.Program
  try {
    program = Handlebars.parse(text)
  } catch (error) {
    at(undefined, `this is no Handlebars template: ${(error as Error).message}`, 'correct the text at that place')
    return
  }
  const places = htmlPlaces((node, message, remedy) => at(node, message, remedy))
  body(program, new Set(known))
  if (mistakes.some(one => one.file === file)) return
  try {
    Handlebars.precompile(text, compileOptions)
  } catch (error) {
    at(undefined, (error as Error).message, `use one of the helpers ${[...valueHelpers].join(', ')}`)
  }

  function body(inside: hbs.AST.Program | undefined, names: ReadonlySet<string>): void {
    const here = new Set([...names, ...(inside?.blockParams ?? [])])
    for (const node of inside?.body ?? []) statement(node, here)
  }

  function statement(node: Node, names: ReadonlySet<string>): void {
    switch (node.type) {
      case 'ContentStatement':
        places.pass(node, (node as hbs.AST.ContentStatement).value)
        break
      case 'CommentStatement':
        break
      case 'MustacheStatement':
        mustache(node as hbs.AST.MustacheStatement, names)
        break
      case 'BlockStatement':
        block(node as hbs.AST.BlockStatement, names)
        break
      default:
        at(node, `${node.type} has no place in a block`, 'write what it stands for into the template itself')
    }
  }

  function mustache(node: hbs.AST.MustacheStatement, names: ReadonlySet<string>): void {
    if (!node.escaped) {
      at(node, '{{{…}}} and {{&…}} put out what is not escaped', 'write {{…}}; rich text is shown by {{html field}}')
      return
    }
    const helper = called(node)
    if (helper !== undefined && !valueHelpers.has(helper)) {
      at(node, `there is no helper ${helper}`, `use one of ${[...valueHelpers].join(', ')}`)
      return
    }
    paths([node.path, ...node.params, ...(node.hash?.pairs ?? []).map(pair => pair.value)], names, helper !== undefined)
    if (helper === 'picture' && !node.hash?.pairs.some(pair => pair.key === 'alt'))
      at(node, 'a picture says what it shows', 'give it alt=…, or alt="" where it is decoration')
    refuseAt(places.now(), node, helper)
  }

  function refuseAt({ where, attribute = '', begins }: Place, node: hbs.AST.MustacheStatement, helper: string | undefined): void {
    if (where === 'tag') at(node, 'a value cannot stand there within a tag', 'put it between the quotes of an attribute')
    if (where === 'quoted' && helper && elements.has(helper)) at(node, `${helper} gives elements`, 'put it between elements')
    if (where !== 'quoted' || !addresses.has(attribute)) return
    const isBase = !helper && (node.path as hbs.AST.PathExpression).original === 'site.base'
    if (begins && !isBase && !(helper && addressHelpers.has(helper)))
      at(node, `${attribute} would lead wherever the value says`, `begin it by {{link …}}, {{href …}}, {{file …}} or {{site.base}}`)
  }

  function block(node: hbs.AST.BlockStatement, names: ReadonlySet<string>): void {
    const name = node.path.original as string
    if (!blockHelpers.has(name)) {
      at(node, `there is no block helper ${name}`, `use one of ${[...blockHelpers].join(', ')}`)
      return
    }
    const params = paths(node.params, names, true)
    // Inside of these, plain names are those of the record.
    const loose = (name === 'each' || name === 'with') && (node.program.blockParams ?? []).length === 0
    if (params && loose)
      at(
        node,
        `the things of this ${name} have no name`,
        `name them: {{#${name} ${(node.params[0] as hbs.AST.PathExpression).original} as |one|}}`,
      )
    body(node.program, names)
    body(node.inverse, names)
  }

  /** Whether all that is spoken of is known. */
  function paths(nodes: Node[], names: ReadonlySet<string>, isCall: boolean): boolean {
    let sound = true
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'SubExpression') {
        const { path, params, hash } = node as hbs.AST.SubExpression
        if (!valueHelpers.has(String((path as hbs.AST.PathExpression).original))) continue
        sound = paths([...params, ...(hash?.pairs ?? []).map(pair => pair.value)], names, false) && sound
      }
      if (node.type !== 'PathExpression' || (isCall && index === 0 && valueHelpers.has((node as hbs.AST.PathExpression).original))) continue
      const { data, original, parts, depth } = node as hbs.AST.PathExpression
      if (data ? ['index', 'first', 'last', 'key'].includes(String(parts[0])) : depth === 0 && names.has(String(parts[0]))) continue
      sound = false
      at(node, `${original} is nothing that this block knows`, `it knows ${[...names].join(', ')}`)
    }
    return sound
  }
}

/** The helper that a mustache calls; undefined where it only names a value. */
function called({ path, params, hash }: hbs.AST.MustacheStatement): string | undefined {
  const name = (path as hbs.AST.PathExpression).original
  return valueHelpers.has(name) || params.length > 0 || hash ? name : undefined
}
