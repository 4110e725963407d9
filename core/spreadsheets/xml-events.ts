import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** What a part's reader wants to hear of; names come without their namespace's prefix. */
export type XmlHandlers = {
  open(name: string, attributes: Record<string, string>, selfClosing: boolean): void
  close(name: string): void
  text(text: string): void
}

/**
 * Parses a part piece by piece, yielding each piece's bytes so that what was heard can be taken away.
 * Document types are refused: no spreadsheet has one, and their entities are how XML files attack.
 */
export async function* parseXml(source: Readable, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const refuse = (cause: unknown) => {
    throw cause instanceof SpreadsheetError ? cause : new SpreadsheetError('spreadsheet.broken', '', { cause })
  }
  parser.on('error', refuse)
  parser.on('doctype', () => refuse(new Error('document type')))
  parser.on('opentag', tag => handlers.open(localName(tag.name), tag.attributes, tag.isSelfClosing))
  parser.on('closetag', tag => handlers.close(localName(tag.name)))
  parser.on('text', handlers.text)
  parser.on('cdata', handlers.text)
  const decoder = new TextDecoder()
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(piece, { stream: true }))
      yield piece.length
    }
    parser.close()
    yield 0
  } catch (error) {
    refuse(error)
  } finally {
    source.destroy()
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescapeExcel(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}
