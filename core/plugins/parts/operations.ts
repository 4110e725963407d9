import { entityOf } from '../../declarations/model.ts'
import type { Asked, Operation, Reply } from '../../http/operation.ts'
import { denied, may } from '../../permissions/decide.ts'
import type { At, Part } from '../part.ts'
import { declaredQuery } from './declared-query.ts'

type Doing = { read(asked: Asked): Promise<Reply> } | { write(asked: Asked, at: At): Promise<Reply> }

/** An operation of a plugin: `path` is below `/api/v1/<plugin>`, and `gate` says whose menus and rights open it. */
export type PluginOperation = Pick<
  Operation,
  'method' | 'path' | 'inPath' | 'idOf' | 'id' | 'summary' | 'query' | 'body' | 'multipart' | 'reply' | 'status' | 'perMinute'
> & {
  gate: { entity: string; action: string }
} & Doing

/** What can be asked of the plugin over HTTP beyond its records. Its routes, their documentation and the generated clients follow. */
export const operations: Part<{
  /**
   * Open to who may do this with the entity of this plugin while the plugin and a menu are on; which rows he may see is asked of `rights`.
   * Its query is checked as it is declared.
   */
  define(operation: PluginOperation): void
}> = {
  name: 'operations',
  of: (plugin, platform) => ({
    define({ gate, path, id, ...operation }) {
      const { model } = platform.engine
      const entity = entityOf(model, `${plugin}/${gate.entity}`)
      const checkQuery = declaredQuery(operation.query ?? [])
      const admitted = (asked: Asked) => {
        if (!may(asked.caller, entity, gate.action, asked.engine.model)) throw denied()
        checkQuery(asked.query)
        return asked
      }
      platform.pluginOperations.push({
        ...operation,
        ...('read' in operation
          ? { read: async asked => operation.read(admitted(asked)) }
          : {
              write: async (asked, transaction) =>
                operation.write(admitted(asked), { engine: asked.engine, transaction, caller: asked.caller }),
            }),
        path: `/api/v1/${plugin}${path}`,
        id: `${plugin.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.${id}`,
        tag: model.plugins.get(plugin)!.title,
        access: 'full',
        gate: { entity, action: gate.action },
      })
    },
  }),
}
