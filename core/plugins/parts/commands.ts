import { v7 as uuid } from 'uuid'
import type { Json } from '../../declarations/model.ts'
import { obey } from '../../effects/ask-for.ts'
import type { CommandCode } from '../../effects/command-code.ts'
import type { At, Part } from '../part.ts'

/** What others are asked to do, and what this plugin does by code when it is asked. All in the transaction of who asks. */
export const commands: Part<{
  /** Does what a command of the plugin's commands.json without effects says; gives the id of what it makes. */
  define(name: string, run: CommandCode): void
  /**
   * Asks for a command of this plugin or one in `needs`: `members.move`. With the `id` of the event that is reacted to, a repeat makes nothing twice.
   * @throws Problem where it is refused
   */
  run(at: At, name: string, order: { recordId?: string; asked: Json; id?: string }): Promise<string | undefined>
}> = {
  name: 'commands',
  of: (plugin, platform) => ({
    define: (name, run) => platform.commands.define(`${plugin}.${name}`, run),
    async run(at, name, { id = uuid(), ...order }) {
      const asked = at.engine.model.commands.get(name)
      const { needs } = at.engine.model.plugins.get(plugin)!
      if (!asked || ![plugin, 'core', ...needs].includes(asked.plugin)) throw new Error(`${name} is no command that ${plugin} may ask for`)
      return obey(at, name, { ...order, id })
    },
  }),
}
