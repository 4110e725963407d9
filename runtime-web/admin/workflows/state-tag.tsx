import { Tag } from 'antd'
import type { Screen } from '../fields/screen.ts'

type Tone = NonNullable<Screen['workflow']>['states'][string]['tone']

const colours: Record<Tone, string | undefined> = {
  begun: undefined,
  open: 'processing',
  agreed: 'success',
  refused: 'error',
  over: undefined,
}

/** A state by its title; its colour tells at a glance how far it is. One that the workflow no longer knows has none. */
export function StateTag({ screen, code, title }: { screen: Screen; code: string; title: string }) {
  const tone = screen.workflow?.states[code]?.tone
  return (
    <Tag bordered={tone !== 'over'} color={tone && colours[tone]} className="state-tag">
      {title}
    </Tag>
  )
}
