import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import { useParams } from 'react-router'
import { get } from '../api/request.ts'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import { useScreen } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'

type RecordPageProps = { menu: MenuEntry; entity: string }

/** One record: its details, and the form to change or make it. */
export function RecordPage({ menu, entity }: RecordPageProps) {
  const { id } = useParams()
  const screen = useScreen(entity)
  const record = useQuery({
    queryKey: ['record', entity, id],
    queryFn: () => get<Told>(`${screen.data!.path}/${id}`),
    enabled: screen.data !== undefined && id !== undefined,
  })
  const error = screen.error ?? record.error
  if (error) return <Failure error={error} onRetry={record.refetch} />
  if (!screen.data || !record.data) return <Loading />
  return (
    <Page title={String(record.data[screen.data.label] ?? menu.title)}>
      <Descriptions
        className="paper"
        column={{ xs: 1, md: 2 }}
        items={screen.data.fields.map(field => ({
          key: field.name,
          label: field.title,
          children: <Value field={field} value={record.data[field.told]} />,
        }))}
      />
    </Page>
  )
}
