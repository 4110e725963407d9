import type { Asked } from '../../http/operation.ts'
import { makePdf } from '../../pdf/make-pdf.ts'
import type { Paper } from '../../pdf/paper.ts'
import { printablePicture } from '../../pdf/printable-picture.ts'
import type { Part } from '../part.ts'

/** What is printed. */
export const papers: Part<{
  /** A PDF in A4 of one or more papers, with Chinese text that can be searched; made beside the main thread. */
  pdf(title: string, papers: Paper[]): Promise<Buffer>
  /** A picture for a paper, of a file that a record shows to the caller; undefined where it is gone or cannot be read. */
  picture(asked: Pick<Asked, 'caller' | 'engine'>, fileId: string): Promise<Buffer | undefined>
}> = {
  name: 'papers',
  of: (_plugin, { files }) => ({
    pdf: makePdf,
    picture: ({ caller, engine }, fileId) => printablePicture(engine.database.tenant(caller.tenantId), files, fileId),
  }),
}
