import { PlusOutlined } from '@ant-design/icons'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import { type Application, useOwnApplications } from '../single-sign-on/application.ts'
import { ApplicationCard } from '../single-sign-on/application-card.tsx'
import { ApplicationDialog } from '../single-sign-on/application-dialog.tsx'
import { Guide } from '../single-sign-on/guide.tsx'
import { SecretDialog } from '../single-sign-on/secret-dialog.tsx'
import { UsageLog } from '../single-sign-on/usage-log.tsx'
import '../single-sign-on/sso.css'

type Doing = { what: 'apply' } | { what: 'edit' | 'secret'; application: Application }

/** Entering from other platforms without a password (S2.6), as the tenant's admin runs it. */
export default function SsoApplications({ menu }: { menu: MenuEntry }) {
  const applications = useOwnApplications()
  const [doing, start] = useState<Doing>()
  const changed = () => void applications.refetch()
  const end = () => start(undefined)
  if (applications.error) return <Failure error={applications.error} onRetry={applications.refetch} />

  const cards = applications.data?.length ? (
    <div className="sso-cards">
      {applications.data.map(application => (
        <ApplicationCard
          key={application.id}
          application={application}
          onChanged={changed}
          onEdit={() => start({ what: 'edit', application })}
          onSecret={() => start({ what: 'secret', application })}
        />
      ))}
    </div>
  ) : (
    <div className="paper">
      <Nothing says="还没有接入的平台。申请通过后赠送 200 次，用户可从您的平台直接进入。" />
    </div>
  )

  return (
    <Page
      title={menu.title}
      hint="让用户从本单位自己的平台直接进入，不必再输密码"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => start({ what: 'apply' })}>
          申请接入平台
        </Button>
      }
    >
      <Tabs
        destroyOnHidden
        items={[
          { key: 'applications', label: '接入平台', children: applications.data ? cards : <Loading /> },
          { key: 'log', label: '使用记录', children: <UsageLog /> },
          { key: 'guide', label: '接入文档', children: <Guide /> },
        ]}
      />
      {(doing?.what === 'apply' || doing?.what === 'edit') && (
        <ApplicationDialog
          application={doing.what === 'edit' ? doing.application : undefined}
          onCancel={end}
          onDone={() => {
            end()
            changed()
          }}
        />
      )}
      {doing?.what === 'secret' && <SecretDialog application={doing.application} onMade={changed} onClose={end} />}
    </Page>
  )
}
