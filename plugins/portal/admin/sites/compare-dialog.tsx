import { useQuery } from '@tanstack/react-query'
import { Modal, Tag } from 'antd'
import { Failure, Loading, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { compare, type PageChange, type Release } from './site-operations.ts'

const words: Record<PageChange['change'], { title: string; color?: string }> = {
  added: { title: '新增', color: 'success' },
  removed: { title: '删除', color: 'error' },
  changed: { title: '修改', color: 'warning' },
  same: { title: '相同' },
}

/** What tells one version from what visitors see, page by page and line by line. */
export function CompareDialog({ release, live, onClose }: { release: Release; live: Release; onClose(): void }) {
  const found = useQuery({
    queryKey: ['portal', 'compare', live.id, release.id],
    queryFn: () => compare(release.id, live.id),
  })
  const changes = found.data?.filter(page => page.change !== 'same') ?? []
  return (
    <Modal open width={800} title={`第 ${release.number} 版与线上的第 ${live.number} 版`} footer={null} onCancel={onClose}>
      {found.error ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : changes.length === 0 ? (
        <Nothing says="两个版本的页面没有区别" />
      ) : (
        changes.map(page => (
          <section className="site-change" key={`${page.kind} ${page.path}`}>
            <h3>
              {page.title} <Tag color={words[page.change].color}>{words[page.change].title}</Tag>
            </h3>
            <ul>
              {page.texts.map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
                <li key={at}>{line.kind === 'added' ? <ins>{line.text}</ins> : <del>{line.text}</del>}</li>
              ))}
            </ul>
          </section>
        ))
      )}
    </Modal>
  )
}
