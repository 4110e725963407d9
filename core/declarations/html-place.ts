type Node = hbs.AST.Node

/** Where in the html a value of a template stands. `begins`: nothing of the attribute stands before it. */
export type Place = { where: 'text' | 'tag' | 'quoted'; attribute?: string; begins?: boolean }

/** Elements that a page gets from nowhere but the platform. */
const refused = /^(script|style|link|meta|base|iframe|frame|frameset|object|embed|template|noscript|plaintext|xmp|title|html|head|body)$/

/**
 * Follows the pieces of a template's html from one to the next, and tells where in it one is. Branches follow each other as if all of them
 * were taken, which is right as long as each leaves off where it began.
 */
export function htmlPlaces(mistake: (node: Node, message: string, remedy: string) => void) {
  let where: Place['where'] = 'text'
  let quote = ''
  let attribute = ''
  let begins = false

  return {
    now: (): Place => ({ where, attribute, begins }),
    /** Reads on. */
    pass(node: Node, html: string): void {
      let rest = html
      while (rest !== '') rest = where === 'text' ? text(rest) : where === 'tag' ? tag(rest) : value(rest)

      function text(from: string): string {
        const start = from.search(/<[a-zA-Z!/?]/)
        if (start === -1) return ''
        const [whole, element] = /^<\/?([a-zA-Z][a-zA-Z0-9-]*)/.exec(from.slice(start)) ?? []
        if (whole === undefined || element === undefined) {
          mistake(node, 'there is something in it that is no element', 'write elements alone; comments as {{!-- … --}}')
          return ''
        }
        if (!whole.startsWith('</') && refused.test(element.toLowerCase()))
          mistake(node, `<${element}> has no place in a block`, 'leave it out: pages run the scripts and styles of the platform alone')
        where = 'tag'
        return from.slice(start + whole.length)
      }

      function tag(from: string): string {
        const [whole, end, name, opening] = /^\s*(?:(\/?>)|([^\s"'<>/=]+)\s*(=\s*["'])?|[\s\S])/.exec(from) ?? ['', undefined]
        if (end !== undefined) {
          where = 'text'
        } else if (name !== undefined) {
          if (/^(on.*|style|srcdoc)$/i.test(name))
            mistake(node, `${name} has no place in a block`, 'put looks into style.css; pages run the scripts of the platform alone')
          if (opening !== undefined) {
            ;[where, quote, attribute, begins] = ['quoted', opening.at(-1)!, name.toLowerCase(), true]
          } else if (/^\s*=/.test(from.slice(whole!.length))) {
            mistake(node, `${name} has no quotes`, `write ${name}="…"`)
          }
        }
        return from.slice(whole!.length || 1)
      }

      function value(from: string): string {
        const end = from.indexOf(quote)
        const said = end === -1 ? from : from.slice(0, end)
        if (said.trim() !== '') begins = false
        if (end === -1) return ''
        where = 'tag'
        return from.slice(end + 1)
      }
    },
  }
}
