/** What a document of ours is made of. No more of Markdown than the guide uses. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }

/** Splits a document at its empty lines; those within code belong to it. */
export function blocksOf(document: string): Block[] {
  return document.split(/^(```\w*\n[\s\S]*?^```)$/m).flatMap(part => (part.startsWith('```') ? [codeOf(part)] : proseOf(part)))
}

function proseOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(blockOf)
}

function codeOf(part: string): Block {
  return { kind: 'code', text: part.replace(/^```\w*\n/, '').replace(/\n?```$/, '') }
}

function blockOf(text: string): Block {
  const lines = text.split('\n')
  const heading = /^(#+) (.*)$/.exec(text)
  if (heading) return { kind: 'heading', level: heading[1]!.length, text: heading[2]! }
  if (lines.every(line => /^(- |\d+\. )/.test(line)))
    return { kind: 'list', ordered: !text.startsWith('- '), items: lines.map(line => line.replace(/^(- |\d+\. )/, '')) }
  if (text.startsWith('|')) {
    const [head = [], , ...rows] = lines.map(line =>
      line
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    )
    return { kind: 'table', head, rows }
  }
  return { kind: 'paragraph', text: lines.join('') }
}

export type Piece = { kind: 'text' | 'code' | 'strong'; text: string }

/** The parts of a line: plain, code, stressed. */
export function piecesOf(line: string): Piece[] {
  return line.split(/(`[^`]+`|\*\*[^*]+\*\*)/).flatMap((part): Piece[] => {
    if (part === '') return []
    if (part.startsWith('`')) return [{ kind: 'code', text: part.slice(1, -1) }]
    return part.startsWith('**') ? [{ kind: 'strong', text: part.slice(2, -2) }] : [{ kind: 'text', text: part }]
  })
}
