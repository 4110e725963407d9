import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'

export type Word = { name: string; title: string }

/** `deeds` are the transitions of its workflow by their events. */
export type EntityWords = { key: string; title: string; actions: Word[]; fields: Word[]; deeds: Record<string, string> }

export type Vocabulary = {
  plugins: { name: string; title: string; entities: EntityWords[] }[]
  entity(key: string | null): EntityWords | undefined
}

/** What there is in this tenant, in people's words: kinds of records, what is done with them, and their fields. */
export function useVocabulary(): Vocabulary | undefined {
  const { data } = useQuery({
    queryKey: ['vocabulary'],
    queryFn: () => get<Pick<Vocabulary, 'plugins'>>('/core/entities'),
    staleTime: 300_000,
    select: withEntities,
  })
  return data
}

function withEntities({ plugins }: Pick<Vocabulary, 'plugins'>): Vocabulary {
  const entities = new Map(plugins.flatMap(plugin => plugin.entities.map(entity => [entity.key, entity])))
  return { plugins, entity: key => entities.get(key ?? '') }
}
