import { CannotStart } from './cannot-start.ts'
import { appoint } from './commands/appoint.ts'
import { dismiss } from './commands/dismiss.ts'
import type { Model } from './declarations/model.ts'
import type { CommandCode } from './effects/command-code.ts'

/** Core's own commands that are done by code, by name. */
export const coreCommands: [string, CommandCode][] = [
  ['core.appoint', appoint],
  ['core.dismiss', dismiss],
]

/** A command that nobody does would be found out when it is asked for. @throws CannotStart naming it */
export function requireCommandCode(model: Model, code: ReadonlyMap<string, CommandCode>): void {
  for (const { name, plugin, effects } of model.commands.values())
    if (!effects && !code.has(name))
      throw new CannotStart(`插件 ${plugin} 的 commands.json 中 ${name} 既没有 effects，server.ts 也没有定义它`)
  for (const name of code.keys()) if (!model.commands.has(name)) throw new CannotStart(`${name} 没有写在 commands.json 中`)
}
