/** What of a header tells columns apart: neither width, case, spaces and stars nor, where asked, hints in brackets. */
export function headerWord(text: string, withoutHints = false): string {
  const word = text.normalize('NFKC').toLowerCase()
  return (withoutHints ? word.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕/g, '') : word).replace(/[\s*:★※]/g, '')
}
