import { useMemo, useRef } from 'react'
import type { Json } from '../../core/declarations/model.ts'
import { Nothing } from '../../runtime-web/admin/feedback/states.tsx'
import { LiveForm } from '../../runtime-web/admin/form/live-form.tsx'
import { screenOfSchema } from '../../runtime-web/admin/form/schema-screen.ts'
import { nameOf } from '../canvas/open-editor.ts'
import { useHappenings, useSelected, useWorkbench } from '../workbench.ts'
import { PartsPager } from './parts-pager.tsx'
import { settingsOf, widgetFor } from './settings-schema.ts'
import './settings.css'

/** What can be set at the selected component: a form of its JSON Schema, whatever plugin a block is of. */
export function SettingsPanel() {
  const { editor, blocks, titleOf } = useWorkbench()
  const component = useSelected()
  useHappenings(editor, 'component:update undo redo')
  // What was typed here is known here; only what was changed elsewhere (an undo, at the canvas) makes the form begin anew.
  const told = useRef<{ of: string; text: string; round: number }>({ of: '', text: '', round: 0 })
  const settings = component && settingsOf(component, blocks)
  const id = component?.cid ?? ''
  const text = JSON.stringify(settings?.values ?? {})
  if (told.current.of !== id || told.current.text !== text) told.current = { of: id, text, round: told.current.round + 1 }
  const { round } = told.current
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form keeps what it began with
  const begun = useMemo(() => JSON.parse(text) as Json, [round])
  const schemaText = JSON.stringify(settings?.schema ?? {})
  const screen = useMemo(() => screenOfSchema('designer/settings', '设置', JSON.parse(schemaText) as Json, widgetFor), [schemaText])
  if (!component || !settings) return <Nothing says="点击页面上的内容，在这里设置它" />
  const title = component.is('block') ? titleOf(String(component.get('block'))) : nameOf(component)
  return (
    <div className="designer-settings">
      <h2>{title}</h2>
      <PartsPager />
      {screen.fields.length === 0 ? (
        <p className="designer-faint">没有可以设置的内容。</p>
      ) : (
        <LiveForm
          key={round}
          screen={screen}
          begun={begun}
          onChange={values => {
            settingsOf(component, blocks).apply(values)
            told.current = { ...told.current, text: JSON.stringify(settingsOf(component, blocks).values) }
          }}
        />
      )}
    </div>
  )
}
