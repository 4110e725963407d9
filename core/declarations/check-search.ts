import type { Surroundings } from './compile-entity.ts'
import type { Entity } from './model.ts'

/** Words are looked for in texts, and in a text with a look nothing else is. */
export function checkSearch(entity: Entity, { mistakes }: Surroundings): void {
  for (const { name, kind, search, secret, computed } of entity.fields) {
    const note = (message: string, remedy: string) =>
      mistakes.push({ file: entity.file, pointer: `/properties/${name}/x-search`, message, remedy })
    if (search === 'words' && kind !== 'text' && kind !== 'html') note(`${name} is no text`, 'leave x-search out')
    if (search === 'words' && secret) note('the words of a secret would stand there for all to read', 'use "exact", or leave x-search out')
    if (search === 'words' && computed?.when === 'read') note(`${name} is known only when a record is read`, 'leave x-search out')
    if (search && search !== 'words' && kind === 'html') note(`${name} is a text with a look`, 'use "words", or leave x-search out')
  }
}
