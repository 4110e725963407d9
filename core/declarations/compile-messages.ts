import type { Mistake } from './declaration-error.ts'
import type { MessageTemplate } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

type Declared = Pick<MessageTemplate, 'code' | 'title' | 'text'> & Partial<Pick<MessageTemplate, 'channels' | 'anyHour' | 'unkept'>>

const variable = /\{\{([a-z][A-Za-z0-9]{0,19})\}\}/g

/** A plugin's message templates, by their keys. */
export function compileMessages(one: PluginDeclarations, mistakes: Mistake[]): [key: string, MessageTemplate][] {
  const declared = one.messages
  if (!declared) return []
  const codes = new Set<string>()
  return (declared.content['templates'] as Declared[]).map((template, at) => {
    const note = (place: string, message: string, remedy: string) =>
      void mistakes.push({ file: declared.file, pointer: `/templates/${at}/${place}`, message, remedy })
    if (codes.has(template.code)) note('code', `the code ${template.code} is here twice`, 'give each template a code of its own')
    codes.add(template.code)
    for (const place of ['title', 'text'] as const)
      if (/\{\{|\}\}/.test(template[place].replace(variable, '')))
        note(
          place,
          'these braces hold no variable',
          'write variables as {{dueOn}}: letters and digits, a small letter first, 20 at most, no spaces',
        )
    const key = `${one.name}/${template.code}`
    const { channels = ['in-app'], anyHour = false, unkept = false } = template
    return [key, { ...template, key, plugin: one.name, channels, anyHour, unkept, variables: variablesOf(template) }]
  })
}

function variablesOf({ title, text }: Declared): string[] {
  return [...new Set([...`${title}${text}`.matchAll(variable)].map(([, name]) => name!))]
}
