import { Page } from '../desk/page.tsx'

export function Account() {
  return (
    <Page title="个人中心">
      <div className="paper" />
    </Page>
  )
}
