import { Parser } from 'htmlparser2'

/** What stands on lines of its own. */
const blocks = new Set([
  ...['p', 'div', 'h2', 'h3', 'h4', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li', 'figure', 'figcaption', 'video'],
  ...['table', 'caption', 'tr'],
])

/** What a cleaned text says, a line for each block, cells of a table with tabs between: for spreadsheets, logs and searches. */
export function textOfHtml(html: string): string {
  const lines: string[] = []
  let line = ''
  let inCell = false
  let paragraphIsEmpty = false
  const endLine = () => {
    if (line.trim() !== '') lines.push(line)
    line = ''
  }
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'td' || name === 'th') inCell = true
      else if (inCell) line += blocks.has(name) || name === 'br' ? ' ' : ''
      else if (name === 'br') {
        lines.push(line)
        line = ''
      } else if (blocks.has(name)) endLine()
      paragraphIsEmpty = name === 'p'
    },
    ontext(piece) {
      line += piece.replace(/\s+/g, ' ')
      if (piece.trim() !== '') paragraphIsEmpty = false
    },
    onclosetag(name) {
      if (name === 'td' || name === 'th') {
        inCell = false
        line += '\t'
      } else if (inCell) line += blocks.has(name) ? ' ' : ''
      else if (name === 'p' && paragraphIsEmpty) lines.push('')
      else if (blocks.has(name)) endLine()
    },
  })
  parser.end(html)
  endLine()
  return lines
    .map(one =>
      one
        .replace(/ *\t */g, '\t')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A plain text as one for people to go on with: a paragraph for each line. */
export function htmlOfText(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(line => `<p>${escaped(line)}</p>`)
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
