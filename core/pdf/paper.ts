/** Something to be printed: one after another in a document, each beginning on a page of its own. */
export type Paper = {
  title: string
  /** Below the title, in small. */
  under?: string
  /** A JPEG, at the top on the right. */
  picture?: Uint8Array
  blocks: Block[]
  /** At the foot of each of its pages. */
  foot: string
}

/** Parts of a paper: facts in two columns, or a table. Texts are what people read. */
export type Block =
  | { kind: 'facts'; title: string; facts: { title: string; value: string }[] }
  | { kind: 'table'; title: string; columns: string[]; rows: string[][] /** What is said below it. */; note?: string }

/** Everything that is written on it, by the weight in which that is done. */
export function textsOf({ title, under, blocks, foot }: Paper): { regular: string; bold: string } {
  const bold = [title, always, ...blocks.map(block => block.title)]
  const regular = [under ?? '', foot, always]
  for (const block of blocks)
    if (block.kind === 'facts') regular.push(...block.facts.flatMap(fact => [fact.title, fact.value]))
    else {
      bold.push(...block.columns)
      regular.push(...block.rows.flat(), block.note ?? '')
    }
  return { regular: regular.join(''), bold: bold.join('') }
}

/** Of the numbers of pages, of what is empty, and of what the font does not have. */
const always = '0123456789 　/—□'
