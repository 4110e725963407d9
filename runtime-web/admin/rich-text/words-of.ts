const blocks = 'p, div, h2, h3, h4, li, blockquote, pre, figure, caption, tr, hr'

/** What a text with a look says, in lines. It is read without being shown: nothing in it is loaded or run. */
export function wordsOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const cell of body.querySelectorAll('td, th')) cell.append('\t')
  for (const end of body.querySelectorAll('br')) end.replaceWith('\n')
  for (const block of body.querySelectorAll(blocks)) if (!block.closest('td, th')) block.append('\n')
  return (body.textContent ?? '')
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
