/** Characters that take no room, left behind by web pages and chat programs. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** 张　三 is 张三 padded to the width of three characters, not a name with a gap. */
const paddedName = /^(\p{Script=Han})[ \u00A0\u3000]+(\p{Script=Han})$/u

/** Trims, and makes one space of every run of half- and full-width spaces; line breaks inside stay. */
export function tidyText(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00A0\u3000]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .replace(paddedName, '$1$2')
}

/** Full-width digits, letters and signs made half-width, and no white space at all: for digits, dates and numbers. */
export function narrowText(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').replace(/\s+/g, '')
}

/**
 * A text that a spreadsheet program would run as a formula gets an apostrophe in front, and loses it when read back.
 * Full-width signs count too: Excel in Chinese takes ＝ for =.
 */
export function disarmFormula(text: string): string {
  return /^'*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
}

export function rearmFormula(text: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text
}
