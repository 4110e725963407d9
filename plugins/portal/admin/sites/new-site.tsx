import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import type { MenuEntry } from '../../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'
import { OrganizationPicker } from '../../../../runtime-web/admin/pickers/organization-picker.tsx'
import { createSite, highestOrganization, readTemplates } from './site-operations.ts'
import './sites.css'

/** A new site, begun with one of the templates: all its pages are there at once. */
export function NewSite({ menu }: { menu: MenuEntry }) {
  const templates = useQuery({ queryKey: ['portal', 'templates'], queryFn: readTemplates })
  const navigate = useNavigate()
  const { busy, attempt } = useAttempt()
  const [template, choose] = useState<string>()
  const [title, call] = useState('')
  const [code, setCode] = useState('')
  const [picked, place] = useState<Related | null>()
  // Who has one organization alone need not look for it.
  const highest = useQuery({ queryKey: ['portal', 'highest-organization'], queryFn: highestOrganization })
  const organization = picked === undefined ? (highest.data ?? null) : picked
  const id = useId()
  if (templates.error) return <Failure error={templates.error} onRetry={() => void templates.refetch()} />
  if (!templates.data) return <Loading />
  const chosen = template ?? templates.data[0]?.name
  const isReady = chosen !== undefined && title.trim() !== '' && /^[a-z0-9][a-z0-9-]{1,39}$/.test(code) && organization !== null
  const create = () =>
    attempt(async () => {
      const made = await createSite({ template: chosen!, title: title.trim(), code, organizationId: organization!.id })
      await navigate(`/m/${menu.key}/${made.id}`, { replace: true })
    })
  return (
    <Page title="新建站点" hint="先选一个模板，里面的内容和样式以后都可以改">
      <div className="paper site-new">
        <div className="site-templates" role="radiogroup" aria-label="模板">
          {templates.data.map(one => (
            // biome-ignore lint/a11y/useSemanticElements: a card with a picture in it
            <button
              key={one.name}
              type="button"
              role="radio"
              aria-checked={one.name === chosen}
              aria-label={one.title}
              onClick={() => choose(one.name)}
            >
              {one.cover && <img src={one.cover} alt="" loading="lazy" />}
              <strong>{one.title}</strong>
              <span>{one.description}</span>
            </button>
          ))}
        </div>
        <Form layout="vertical" className="site-new-form" onFinish={() => void create()}>
          <Form.Item label="党组织" htmlFor={`${id}-organization`}>
            <OrganizationPicker id={`${id}-organization`} value={organization} onChange={place} />
          </Form.Item>
          <Form.Item label="站点名称" htmlFor={`${id}-title`}>
            <Input
              id={`${id}-title`}
              value={title}
              maxLength={60}
              placeholder="例如：云山县党建网"
              onChange={event => call(event.target.value)}
            />
          </Form.Item>
          <Form.Item label="网址代码" htmlFor={`${id}-code`} extra="网址的一部分：2 至 40 个小写字母、数字或连字符">
            <Input id={`${id}-code`} value={code} maxLength={40} onChange={event => setCode(event.target.value.trim())} />
          </Form.Item>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={busy}>
            创建站点
          </Button>
        </Form>
      </div>
    </Page>
  )
}
