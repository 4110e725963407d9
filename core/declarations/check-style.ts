import { type CssNode, generate, parse, walk } from 'css-tree'
import type { Mistake } from './declaration-error.ts'
import type { ReadText } from './read-blocks.ts'

/** Colours by name; those that take up what is around them are none. */
const namedColours =
  /^(black|white|red|green|blue|yellow|orange|purple|pink|brown|gr[ae]y|gold|silver|navy|teal|maroon|olive|crimson|dark\w+|light\w+|deep\w+)$/i
const colourFunctions = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)$/i
const mediaRules = new Set(['media', 'supports', 'container', 'keyframes'])

/**
 * What is wrong with a block's style.css. A block keeps to itself: every rule begins with its own class, nothing is fetched, nothing is laid
 * over the page. It looks as the site's theme says: colours are the theme's.
 */
export function checkStyle({ file, text }: ReadText, own: string, mistakes: Mistake[]): void {
  const at = (node: CssNode | undefined, message: string, remedy: string) =>
    void mistakes.push({ file, pointer: '', message: node?.loc ? `line ${node.loc.start.line}: ${message}` : message, remedy })
  const tree = parse(text, {
    positions: true,
    onParseError: error => at(undefined, `line ${error.line}: this is no CSS: ${error.message}`, 'correct the text at that place'),
  })
  walk(tree, function (node) {
    if (node.type === 'Atrule') rule(node)
    if (node.type === 'Rule' && node.prelude.type === 'SelectorList' && !isKeyframe(this.atrule?.name)) selectors(node.prelude)
    if (node.type === 'Declaration' && node.property === 'position' && /fixed/.test(generate(node.value)))
      at(node, 'position: fixed leaves the block', 'place it within the block')
    if (node.type === 'Url') at(node, 'nothing is fetched by a block’s style', 'show pictures by {{picture …}} in the template')
    if (node.type === 'Hash' && this.declaration) at(node, `#${node.value} is a colour of its own`, tokens)
    if (node.type === 'Function' && colourFunctions.test(node.name)) at(node, `${node.name}(…) is a colour of its own`, tokens)
    if (node.type === 'Identifier' && this.declaration && namedColours.test(node.name))
      at(node, `${node.name} is a colour of its own`, tokens)
  })

  function rule(node: CssNode & { type: 'Atrule' }): void {
    if (!mediaRules.has(node.name)) at(node, `@${node.name} has no place in a block`, `use @${[...mediaRules].join(', @')}`)
    const name = node.prelude ? generate(node.prelude) : ''
    if (isKeyframe(node.name) && !name.startsWith(own)) at(node, `@keyframes ${name} is everybody's`, `call it ${own}-…`)
  }

  function selectors(list: CssNode & { type: 'SelectorList' }): void {
    list.children.forEach(selector => {
      const said = generate(selector)
      const begins = said.startsWith(`.${own}`) && !/^[a-z0-9]/i.test(said.slice(own.length + 1))
      if (!begins) at(selector, `${said} reaches beyond the block`, `begin it with .${own}`)
    })
  }
}

const tokens = 'use a token of the theme: var(--dj-primary), var(--dj-text), var(--dj-muted), var(--dj-line) …'

function isKeyframe(name: string | undefined): boolean {
  return name === 'keyframes'
}
