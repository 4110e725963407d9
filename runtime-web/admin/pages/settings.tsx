import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import { useSession } from '../desk/desk-data.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { Backgrounds } from './settings/backgrounds.tsx'
import { LoginLink } from './settings/login-link.tsx'
import { OwnRules } from './settings/own-rules.tsx'
import { QuietHours } from './settings/quiet-hours.tsx'
import { StartPage } from './settings/start-page.tsx'
import { Switches } from './settings/switches.tsx'
import { UnitName } from './settings/unit-name.tsx'
import './settings/settings.css'
import type { Setting } from './settings/setting.ts'

/** The unit's own name, looks and ways (S2.2, S2.7, S2.12). */
const Settings: OwnPage = ({ menu }) => {
  const session = useSession()
  const screen = useScreen('core/setting')
  const settings = useQuery({
    queryKey: ['setting'],
    queryFn: async () => (await get<{ data: Setting[] }>('/core/settings')).data[0]!,
  })
  const error = settings.error ?? screen.error
  if (error) return <Failure error={error} onRetry={settings.refetch} />
  if (!settings.data || !session.data || !screen.data) return <Loading />
  const mayChange = screen.data.can.includes('update')
  return (
    <Page title={menu.title} hint={mayChange ? '改动即时生效' : '您只能查看'}>
      <fieldset className="settings" disabled={!mayChange}>
        <section className="paper" aria-labelledby="settings-unit">
          <h2 id="settings-unit">单位</h2>
          <UnitName name={session.data.tenant.name} />
          <LoginLink code={session.data.tenant.code} />
          <Switches setting={settings.data} mayChange={mayChange} />
          <QuietHours setting={settings.data} />
        </section>
        <StartPage setting={settings.data} />
        <OwnRules setting={settings.data} />
        <Backgrounds setting={settings.data} />
      </fieldset>
    </Page>
  )
}

export default Settings
