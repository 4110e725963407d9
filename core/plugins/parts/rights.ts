import type { Sql } from '../../database/sql.ts'
import { entityOf } from '../../declarations/model.ts'
import type { Asked } from '../../http/operation.ts'
import { decideRead, may } from '../../permissions/decide.ts'
import type { Part } from '../part.ts'

type Asking = Pick<Asked, 'caller' | 'engine'>

/** What the caller may do with records of this plugin, for operations that read its tables themselves. */
export const rights: Part<{
  may(asked: Asking, entity: string, action: string): boolean
  /** The rows that he may do it with, as a condition on the alias `t` unless said otherwise. @throws Problem 403 where there are none such */
  rows(asked: Asking, entity: string, action: string, options?: { alias?: string }): Sql<boolean>
}> = {
  name: 'rights',
  of(plugin) {
    const own = ({ engine }: Asking, entity: string) => entityOf(engine.model, `${plugin}/${entity}`)
    return {
      may: (asked, entity, action) => may(asked.caller, own(asked, entity), action, asked.engine.model),
      rows: (asked, entity, action, options) => decideRead(asked.caller, own(asked, entity), asked.engine.model, action, options).where,
    }
  },
}
