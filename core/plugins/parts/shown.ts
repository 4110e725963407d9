import type { Asked } from '../../http/operation.ts'
import { listShown, type RecordShown, recordShown, type Shown, shownEntity, type Wanted } from '../../records/as-shown.ts'
import { refusalAtGate } from '../../tenants/gate.ts'
import type { Part } from '../part.ts'

type Asking = Pick<Asked, 'caller' | 'engine'>

/** Records as the caller may see them and people read them, also of plugins that said by a contribution what may be shown of theirs. */
export const shown: Part<{
  /** Nothing where such records are not there for the caller: the plugin or its menus off, or not his to read. */
  list(asked: Asking, entity: string, wanted: Wanted): Promise<Shown | undefined>
  /** @throws Problem 404 or 403 where he may not see it */
  record(asked: Asking, entity: string, id: string): Promise<RecordShown>
}> = {
  name: 'shown',
  of: (_plugin, { tenants }) => ({
    async list(asked, key, wanted) {
      const { caller, engine } = asked
      const entity = shownEntity(engine.model, key)
      const state = (await tenants.of(caller.tenantId))!
      if (refusalAtGate(state, caller, { gate: { entity, action: 'read' } }, engine.model)) return undefined
      return listShown({ connection: engine.database.tenant(caller.tenantId), caller, model: engine.model }, entity, wanted)
    },
    async record({ caller, engine }, key, id) {
      const entity = shownEntity(engine.model, key)
      const refused = refusalAtGate((await tenants.of(caller.tenantId))!, caller, { gate: { entity, action: 'read' } }, engine.model)
      if (refused) throw refused
      return recordShown({ connection: engine.database.tenant(caller.tenantId), caller, model: engine.model }, entity, id)
    },
  }),
}
