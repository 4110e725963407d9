import type { Effect, Values } from '../effects/effect.ts'
import type { EffectPlace } from './compile-effects.ts'

type Declared = { command: string; of?: string; into?: string; with: Values }

/** A command that another plugin is asked for: one that this plugin may speak of, for a record that it is meant for, with all that it takes. */
export function commandEffect({ command, of, into, with: given }: Declared, place: EffectPlace): Effect | undefined {
  const note = (at: string, message: string, remedy: string) =>
    place.mistakes.push({ file: place.file, pointer: `${place.pointer}${at}`, message, remedy })
  const { commands, entity, plugin, reach } = place
  const signature = commands.get(command)
  if (!signature || !reach.has(signature.plugin)) {
    if (signature)
      note(
        '/command',
        `${command} is of the plugin ${signature.plugin}, which this one does not need`,
        `add "${signature.plugin}" to needs`,
      )
    else note('/command', `there is no command ${command}`, knownCommands(place))
    return undefined
  }
  for (const name of given.keys())
    if (!(name in signature.takes))
      note(`/with/${name}`, `${command} does not take ${name}`, `it takes ${Object.keys(signature.takes).join(', ') || 'nothing'}`)
  const missing = [...signature.required].filter(name => !given.has(name))
  if (missing.length > 0) note('', `${command} takes ${missing.join(', ')}, and is not told`, `add "${missing[0]}" to with`)
  const target = of === undefined ? entity?.key : entity?.field.get(of)?.relation
  if (signature.entity !== undefined && target !== signature.entity)
    note(
      of === undefined ? '' : '/of',
      `${command} is done to a record of ${signature.entity}, and this is none`,
      `name a relation to ${signature.entity} in "of"`,
    )
  if (signature.entity === undefined && of !== undefined) note('/of', `${command} is done to no record`, 'leave it out')
  if (into !== undefined && (entity?.plugin !== plugin || !entity.field.has(into)))
    note('/into', `${into} is no field of this plugin's record`, `fields are ${[...(entity?.field.keys() ?? [])].join(', ')}`)
  return { kind: 'command', command, of, with: given, into }
}

function knownCommands({ commands, reach }: EffectPlace): string {
  const known = [...commands.values()].filter(one => reach.has(one.plugin)).map(one => one.name)
  return known.length > 0 ? `use one of ${known.join(', ')}` : 'write it into the commands.json of the plugin that does it'
}
