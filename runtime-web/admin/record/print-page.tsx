import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Suspense } from 'react'
import { Link, useParams } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, NotOpen } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { printPage, printsOf } from './print.ts'
import './print.css'
import { useRecord } from './use-record.ts'

/** A record as it goes to paper: what is seen here is what the browser prints, without the desk around it. */
export default function PrintPage({ menu, entity }: { menu: MenuEntry; entity: string }) {
  const { id, print } = useParams()
  const screen = useScreen(entity)
  const record = useRecord(screen.data, id)
  const error = screen.error ?? record.error
  if (error) return <Failure error={error} onRetry={() => void record.refetch()} />
  if (!screen.data || !record.data) return <Loading />
  const known = printsOf(screen.data, record.data).find(one => one.page.endsWith(`/${print}`))
  const Sheet = known && printPage(known.page)
  if (!known || !Sheet) return <NotOpen />
  return (
    <Page
      title={known.title}
      hint={<Link to={`/m/${menu.key}/${id}`}>返回</Link>}
      actions={
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <Suspense fallback={<Loading />}>
        <div className="print-sheet">
          <Sheet screen={screen.data} record={record.data} />
        </div>
      </Suspense>
    </Page>
  )
}
