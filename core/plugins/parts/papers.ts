import { makePdf } from '../../pdf/make-pdf.ts'
import type { Paper } from '../../pdf/paper.ts'
import type { Part } from '../part.ts'

/** What is printed. */
export const papers: Part<{
  /** A PDF in A4 of one or more papers, with Chinese text that can be searched; made beside the main thread. */
  pdf(title: string, papers: Paper[]): Promise<Buffer>
}> = {
  name: 'papers',
  of: () => ({ pdf: makePdf }),
}
