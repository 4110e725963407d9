const activeNames =
  /\.(?:x?html?|xht|shtml|mht(?:ml)?|svgz?|xml|xslt?|hta|[cm]?js|ts|css|vbs|vbe|wsf|wsh|bat|cmd|ps1|psm1|sh|bash|csh|php\d?|phtml|jsp|asp|aspx|py|rb|pl|cgi|reg|inf|url|desktop|scf|lnk)$/i

export type TextContent = 'plain' | 'csv' | 'active'

/**
 * What the text is that a file begins with, or undefined where it is no text: UTF-8, UTF-16 with its mark, or GB 18030 (what Chinese
 * spreadsheets save as CSV), and no control characters.
 *
 * `active` is what a browser or a shell might run: markup of any kind (HTML, SVG, XML), `#!`, or a name that says so. The name tells CSV from
 * other text, and can otherwise only make a text less trusted.
 */
export function textContent(head: Uint8Array, fileName: string): TextContent | undefined {
  const text = decode(head)
  if (text === undefined || hasControlCharacters(text)) return undefined
  const start = text.replace(/^(?:\ufeff|\s|<!--[\s\S]*?-->)+/, '')
  if (/^(?:<[a-z!?/]|#!)/i.test(start) || activeNames.test(fileName.trim())) return 'active'
  return /\.csv$/i.test(fileName.trim()) ? 'csv' : 'plain'
}

function decode(head: Uint8Array): string | undefined {
  const encodings =
    head[0] === 0xff && head[1] === 0xfe ? ['utf-16le'] : head[0] === 0xfe && head[1] === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      // As a stream, because the head may end within a character.
      return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
    } catch {
      // Not this encoding.
    }
  }
  return undefined
}

function hasControlCharacters(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code < 0x20 && !(code >= 0x09 && code <= 0x0d)) || code === 0x7f) return true
  }
  return false
}
