import { entityOf } from '../../declarations/model.ts'
import type { Draft } from '../../records/engine.ts'
import type { At, Part } from '../part.ts'

/** What the plugin's records must hold beyond what JSON can say. */
export const checks: Part<{
  /**
   * Looks at records that are about to be written, whoever writes them: notes what is wrong in their `errors` (with pointers such as `/content/styles/3`), and
   * may fill in fields that requests cannot set. Many come at once, so that the database is asked once. `changed` names an update's fields.
   */
  define(entity: string, check: (at: At, drafts: Checked[]) => Promise<void>): void
}> = {
  name: 'checks',
  of: (plugin, { engine, addBehaviour }) => ({
    define(name, check) {
      addBehaviour(entityOf(engine.model, `${plugin}/${name}`).key, {
        beforeCreate: ({ engine, transaction, caller }, drafts) => check({ engine, transaction, caller }, drafts),
        async beforeUpdate({ engine, transaction, caller }, changes) {
          const before = new Map(changes.map(change => [change, { ...change.values }]))
          await check({ engine, transaction, caller }, changes)
          for (const [change, held] of before)
            for (const name of Object.keys(change.values)) if (change.values[name] !== held[name]) change.changed.add(name)
        },
      })
    },
  }),
}

/** A record about to be written, with what is wrong with it. */
export type Checked = Draft & { readonly changed?: ReadonlySet<string> }
