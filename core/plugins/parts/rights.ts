import { type Sql, sql } from '../../database/sql.ts'
import { entityOf } from '../../declarations/model.ts'
import type { Asked } from '../../http/operation.ts'
import { decideRead, may, type Shown, shownAtBest } from '../../permissions/decide.ts'
import { type Places, placesOf } from '../../permissions/places.ts'
import { refusalAtGate } from '../../tenants/gate.ts'
import type { At, Part } from '../part.ts'

type Asking = Pick<Asked, 'caller' | 'engine'>

/** What the caller may do with records of this plugin, for operations that read its tables themselves. */
export const rights: Part<{
  may(asked: Asking, entity: string, action: string): boolean
  /** The rows that he may do it with, as a condition on the alias `t` unless said otherwise. @throws Problem 403 where there are none such */
  rows(asked: Asking, entity: string, action: string, options?: { alias?: string }): Sql<boolean>
  /** Where in the tree he may do it, for what is looked for part by part. */
  places(asked: Asking, entity: string, action: string): Places
  /** How he sees a field in whatever he may do this with: `hidden`, `masked`, or in full (undefined). */
  shown(asked: Asking, entity: string, action: string, field: string): Shown
  /** The same place and moment, under the rights that this user has by now: none where there is no such account, or it is disabled. */
  under(at: At, userId: string | null): Promise<At>
  /** Whether it is there at all for his tenant and device: the plugin on, its menus too, and not hidden in reduced-burden mode. */
  open(asked: Asking, entity: string, action: string): Promise<boolean>
}> = {
  name: 'rights',
  of(plugin, { tenants, access }) {
    const own = ({ engine }: Asking, entity: string) => entityOf(engine.model, `${plugin}/${entity}`)
    return {
      may: (asked, entity, action) => may(asked.caller, own(asked, entity), action, asked.engine.model),
      rows: (asked, entity, action, options) => decideRead(asked.caller, own(asked, entity), asked.engine.model, action, options).where,
      places: (asked, entity, action) => placesOf(asked.caller, own(asked, entity), action, asked.engine.model),
      shown: (asked, name, action, field) => {
        const entity = own(asked, name)
        return shownAtBest(asked.caller, entity, asked.engine.model, entity.field.get(field)!, action)
      },
      async under({ engine, transaction, caller: { cause } }, userId) {
        const { tenantId } = transaction
        const [user] = await transaction.run(sql<{ id: string; name: string }>`
          select id, name from core."user" where tenant_id = ${tenantId} and id = ${userId} and state <> 'disabled'`)
        const rights = user ? await access.of(tenantId, user.id) : { everything: false, grants: [] }
        return { engine, transaction, caller: { tenantId, userId: user?.id, userName: user?.name, access: rights, cause } }
      },
      async open(asked, entity, action) {
        const state = (await tenants.of(asked.caller.tenantId))!
        return !refusalAtGate(state, asked.caller, { gate: { entity: own(asked, entity), action } }, asked.engine.model)
      },
    }
  },
}
