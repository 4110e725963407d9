import { useSession } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'

export function Home() {
  const { data } = useSession()
  return (
    <Page title="首页">
      <p>{data?.user.name}，您好。</p>
    </Page>
  )
}
