import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'

export type DictionaryItem = { code: string; title: string; parent?: string; validFrom?: string; validTo?: string }

export type Dictionary = { name: string; items: DictionaryItem[]; title(code: string): string }

/** A code set; undefined until it has come. They change with a release alone, so they are read once. */
export function useDictionary(name: string | undefined): Dictionary | undefined {
  const { data } = useQuery({
    queryKey: ['dictionary', name],
    queryFn: () => get<{ name: string; items: DictionaryItem[] }>(`/core/dictionaries/${name}`),
    enabled: name !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    select: withTitles,
  })
  return data
}

function withTitles({ name, items }: { name: string; items: DictionaryItem[] }): Dictionary {
  const titles = new Map(items.map(item => [item.code, item.title]))
  return { name, items, title: code => titles.get(code) ?? code }
}
