import { useQuery } from '@tanstack/react-query'
import { useWorkbench } from '../../../../designer/workbench.ts'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import type { Related, Told } from '../../../../runtime-web/admin/fields/record.ts'

type Column = Told & { title: string; parent: Related | null }
type Node = { value: string; title: string; children: Node[] }

/** The columns of the site that is being designed, in their order and as a tree. */
export function useColumns() {
  const { site } = useWorkbench()
  const { data, isPending } = useQuery({
    queryKey: ['portal', 'columns', site.id],
    queryFn: () =>
      get<{ data: Column[] }>('/portal/columns', { 'filter[siteId][eq]': site.id, 'page[size]': 200, fields: 'title,parent' }).then(
        found => found.data,
      ),
    staleTime: 30_000,
  })
  const list = data ?? []
  return { list, tree: below(list, undefined), loading: isPending }
}

function below(list: Column[], parent: string | undefined): Node[] {
  const there = new Set(list.map(one => one.id))
  return list
    .filter(one => (one.parent && there.has(one.parent.id) ? one.parent.id : undefined) === parent)
    .map(one => ({ value: one.id, title: one.title, children: below(list, one.id) }))
}
