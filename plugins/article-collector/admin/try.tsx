import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { get, patch, post } from '../../../runtime-web/admin/api/request.ts'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading } from '../../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../../runtime-web/admin/feedback/use-attempt.ts'
import { FoundList } from './trying/found-list.tsx'
import { ReadArticle } from './trying/read-article.tsx'
import { type Rules, rulesOf } from './trying/rules.ts'
import { RulesForm } from './trying/rules-form.tsx'
import type { Tried } from './trying/tried.ts'
import './trying/trying.css'

type Source = Partial<Rules> & { id: string; name: string; version: number }

/** What a source's rules find on a site, before anything is collected by them. */
const Try: OwnPage = ({ menu }) => {
  const [search] = useSearchParams()
  const id = search.get('source')
  const source = useQuery({
    queryKey: ['article-collector', 'try', id],
    queryFn: () => get<Source>(`/article-collector/sources/${id}`),
    enabled: id !== null,
  })
  if (source.error) return <Failure error={source.error} onRetry={() => void source.refetch()} />
  if (id !== null && !source.data) return <Loading />
  return (
    <Page title={menu.title} hint={source.data ? `来源“${source.data.name}”` : '看一个网址和选择器能采到什么；不会保存任何文章'}>
      <Trying key={id} source={source.data} />
    </Page>
  )
}

function Trying({ source }: { source?: Source }) {
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()
  const [rules, setRules] = useState<Rules>(rulesOf(source ?? {}))
  const [tried, setTried] = useState<Tried>()
  const ask = (article?: string) =>
    attempt(async () => {
      if (article === undefined) setTried(undefined)
      setTried(await post<Tried>('/article-collector/sources/try', { ...given(rules), article }))
    })
  const save = () =>
    attempt(async () => {
      await patch(`/article-collector/sources/${source!.id}`, { ...rules })
      await client.invalidateQueries({ predicate: query => query.queryKey.includes('article-collector/source') })
      void message.success('已存到来源')
    })
  return (
    <div className="trying">
      <section className="paper">
        <RulesForm rules={rules} onChange={setRules} busy={busy} onTry={() => void ask()}>
          {source && tried && tried.entries.length > 0 && (
            <Button onClick={() => void save()} disabled={busy}>
              存到来源
            </Button>
          )}
          {source && <Link to={`/m/article-collector.sources/${source.id}`}>回到来源</Link>}
        </RulesForm>
      </section>
      <section className="paper trying-found" aria-label="试采结果" aria-live="polite">
        {tried ? (
          <>
            <FoundList tried={tried} onChoose={address => void ask(address)} />
            {tried.article && <ReadArticle article={tried.article} />}
          </>
        ) : (
          <p className="trying-hint">{busy ? '正在访问该网站…' : '填好网址后点“试一试”，这里显示找到的条目和其中一篇的正文。'}</p>
        )}
      </section>
    </div>
  )
}

/** What is left empty is not asked. */
function given(rules: Rules): Partial<Rules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== null && value !== '')) as Partial<Rules>
}

export default Try
