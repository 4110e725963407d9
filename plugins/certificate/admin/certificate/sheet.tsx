import { useQuery } from '@tanstack/react-query'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { Failure, Loading } from '../../../../runtime-web/admin/feedback/states.tsx'
import './sheet.css'

type Section = {
  plugin: string
  title: string
  kind: 'facts' | 'table'
  columns: { name: string; title: string }[]
  rows: string[][]
  more: boolean
}

type Certificate = { member: { id: string; name: string; photo: string | null }; issuer: string; sections: Section[] }

/** One member's certificate, as on paper. */
export function Sheet({ memberId }: { memberId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['certificate', memberId],
    queryFn: () => get<Certificate>(`/certificate/members/${memberId}`),
  })
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <article className="paper certificate" aria-label={`${data.member.name}的党员活动证`}>
      {data.member.photo && (
        <img
          className="certificate-photo"
          src={`/api/v1/core/files/${data.member.photo}/content?width=320`}
          alt={`${data.member.name}的照片`}
        />
      )}
      <h2>党员活动证</h2>
      <p className="certificate-issuer">{data.issuer}</p>
      {data.sections.map(section => (
        <section key={`${section.plugin} ${section.title}`} aria-label={section.title}>
          <h3>{section.title}</h3>
          {section.kind === 'facts' ? <Facts {...section} /> : <Rows {...section} />}
        </section>
      ))}
    </article>
  )
}

function Facts({ columns, rows }: Section) {
  return (
    <dl>
      {columns.map(({ name, title }, at) => (
        <div key={name}>
          <dt>{title}</dt>
          <dd>{rows[0]?.[at] || '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

function Rows({ columns, rows, more }: Section) {
  if (rows.length === 0) return <p className="certificate-note">无</p>
  return (
    <>
      <div className="certificate-table">
        <table>
          <thead>
            <tr>
              {columns.map(({ name, title }) => (
                <th key={name} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is shown does not change
              <tr key={nth}>
                {columns.map(({ name }, at) => (
                  <td key={name}>{row[at] || '—'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && <p className="certificate-note">只列出最近的 {rows.length} 条</p>}
    </>
  )
}
