import { useSession } from '../desk/desk-data.ts'
import { Loading } from '../feedback/states.tsx'
import { Figures } from './home/figures.tsx'
import { FirstSteps } from './home/first-steps.tsx'
import { Greeting } from './home/greeting.tsx'
import { Shortcuts } from './home/shortcuts.tsx'
import { Waiting } from './home/waiting.tsx'
import './home/home.css'

/** The first page: who one is, how much there is, where one goes most, and what waits. */
export function Home() {
  const { data: session } = useSession()
  if (!session) return <Loading />
  return (
    <div className="page home">
      <Greeting session={session} />
      <Figures />
      <div className="home-columns">
        <div>
          <FirstSteps session={session} />
          <Shortcuts session={session} />
        </div>
        <Waiting />
      </div>
    </div>
  )
}
