import { unescapeExcel, type XmlHandlers } from './xml-events.ts'

/** The plain text of every `<si>` or `<is>`: its runs joined, without the phonetic hints that Japanese files carry. */
export function richTextReader(element: string, found: (text: string) => void): XmlHandlers {
  let text = ''
  let inText = false
  let inHint = false
  return {
    open(name) {
      if (name === element) text = ''
      else if (name === 't') inText = !inHint
      else if (name === 'rPh') inHint = true
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inHint = false
      else if (name === element) found(unescapeExcel(text))
    },
  }
}
