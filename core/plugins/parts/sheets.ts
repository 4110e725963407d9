import { writeAudit } from '../../audit/write-audit.ts'
import { entityOf, type Json } from '../../declarations/model.ts'
import type { Asked, Reply } from '../../http/operation.ts'
import { sheetParameters, sheetReply, sheetWanted, xlsx } from '../../imports/sheet-reply.ts'
import type { Part } from '../part.ts'

export type Sheet = {
  /** The entity of this plugin that the operations log names for it. */
  entity: string
  /** Of the file and the sheet. */
  title: string
  columns: { name: string; title: string; kind: 'text' | 'integer' | 'number' | 'date' }[]
  /** Rows with a value for each column, read while they are written. */
  pages: AsyncIterable<unknown[][]>
}

/** What a plugin gives as a spreadsheet where it is not a list of records, which has its own. */
export const sheets: Part<{
  /** To be declared as the operation's query and reply. */
  parameters: Json[]
  reply: { contentType: string }
  /** The file, in the format asked for; that it was taken stands in the operations log. */
  write(asked: Asked, sheet: Sheet): Promise<Reply>
}> = {
  name: 'sheets',
  of: plugin => ({
    parameters: sheetParameters,
    reply: { contentType: xlsx },
    async write({ engine, caller, query }, { entity, title, columns, pages }) {
      const wanted = sheetWanted(query)
      const { key } = entityOf(engine.model, `${plugin}/${entity}`)
      await engine.database.transaction(caller.tenantId, transaction =>
        writeAudit({ engine, transaction, caller }, [
          { action: 'export', entity: key, recordLabel: title, changes: { query: { ...query } } },
        ]),
      )
      const written = columns.map(({ name, title, kind }) => ({ field: name, header: title, kind, aliases: [], required: false }))
      return sheetReply(wanted, title, written, pages)
    },
  }),
}
