import { buffer } from 'node:stream/consumers'
import { layOut } from './lay-out.ts'
import { type Paper, textsOf } from './paper.ts'
import { takePen } from './pen.ts'

/** Makes the document; in a thread of its own, for it takes some tenths of a second. */
export default async function writePdf({ title, papers }: { title: string; papers: Paper[] }): Promise<Uint8Array> {
  const texts = papers.map(textsOf)
  const pen = await takePen({ regular: texts.map(one => one.regular).join(''), bold: texts.map(one => one.bold).join('') }, { title })
  layOut(pen, papers)
  pen.document.end()
  return buffer(pen.document)
}
