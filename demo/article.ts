/** `days` ago; the column is one of the template's. */
export type DemoArticle = { column: string; title: string; summary: string; author: string; days: number; paragraphs: string[] }

/** One whose first paragraph is its summary. */
export const article = (
  column: string,
  days: number,
  title: string,
  author: string,
  summary: string,
  ...paragraphs: string[]
): DemoArticle => ({
  ...{ column, days, title, author, summary },
  paragraphs: [summary, ...paragraphs],
})
