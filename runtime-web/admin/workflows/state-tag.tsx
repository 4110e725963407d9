import { Tag } from 'antd'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'
import './state-tag.css'

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

type StateOrValueProps = { screen: Screen; field: ScreenField; value: unknown; whole?: boolean }

/** A field's value; that of a workflow's state as its tag. */
export function StateOrValue({ screen, field, value, whole = false }: StateOrValueProps) {
  if (field.name !== screen.workflow?.state || typeof value !== 'string') return <Value field={field} value={value} whole={whole} />
  return <StateTag screen={screen} code={value} title={field.choices?.find(choice => choice.code === value)?.title ?? value} />
}
