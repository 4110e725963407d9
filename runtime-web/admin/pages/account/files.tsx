import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { get, remove } from '../../api/request.ts'
import { useSession } from '../../desk/desk-data.ts'
import { pageSize, pageTurning } from '../../feedback/page-turning.ts'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { untilOver } from '../../feedback/until-over.ts'
import { contentOf, sizeInWords } from '../../fields/file-facts.ts'

type OwnFile = { id: string; name: string; contentType: string; size: number; createdAt: string }

/** What one uploaded oneself. */
export function Files() {
  const userId = useSession().data?.user.id
  const [page, setPage] = useState(1)
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const files = useQuery({
    queryKey: ['files', userId, page],
    queryFn: () =>
      get<{ data: OwnFile[]; page: { total?: number } }>('/core/files', {
        'filter[createdBy][eq]': userId,
        sort: '-createdAt',
        'page[size]': pageSize,
        'page[number]': page,
        count: 'exact',
      }),
    enabled: userId !== undefined,
  })
  const away = useMutation({
    mutationFn: (id: string) => remove(`/core/files/${id}`),
    onSuccess: () => void message.success('已删除'),
    onError: error => void message.error(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['files'] }),
  })
  if (files.error) return <Failure error={files.error} onRetry={files.refetch} />
  if (!files.data) return <Loading />

  function askAndRemove({ id, name }: OwnFile) {
    modal.confirm({
      title: `删除“${name}”？`,
      content: '用到它的记录将不再显示这个文件。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: () => untilOver(away.mutateAsync(id)),
    })
  }

  return (
    <div className="paper">
      <Table
        rowKey="id"
        dataSource={files.data.data}
        locale={{ emptyText: <Nothing says="您还没有上传过文件" /> }}
        pagination={{
          ...pageTurning,
          current: page,
          total: files.data.page.total,
          onChange: setPage,
        }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: '文件名',
            dataIndex: 'name',
            render: (name: string, { id }) => (
              <a href={contentOf(id)} target="_blank" rel="noreferrer">
                {name}
              </a>
            ),
          },
          { title: '大小', dataIndex: 'size', align: 'right', render: sizeInWords },
          { title: '上传时间', dataIndex: 'createdAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
          {
            title: '操作',
            key: 'remove',
            render: (_, file) => (
              <Button type="link" size="small" danger onClick={() => askAndRemove(file)}>
                删除
              </Button>
            ),
          },
        ]}
      />
    </div>
  )
}
