import { Button, Segmented, Select } from 'antd'
import type { Component } from 'grapesjs'
import { useState } from 'react'
import { Nothing } from '../../runtime-web/admin/feedback/states.tsx'
import { fileIn, toShown } from '../content/file-addresses.ts'
import { PictureDialog } from '../pictures/picture-dialog.tsx'
import { useHappenings, useSelected, useWorkbench } from '../workbench.ts'
import { type StyleControl, styleGroups, themeColours } from './styles.ts'
import './controls.css'

const usual = ''

/** How the selected component looks: a few choices that go together, colours by the theme. On the phone's width they are the phone's. */
export function StylePanel() {
  const { editor, editing } = useWorkbench()
  const component = useSelected()
  useHappenings(editor, 'component:update component:styleUpdate change:device undo redo')
  if (!component || component.is('region')) return <Nothing says="点击页面上的内容，在这里改变样式" />
  const isPhone = editor.getDevice() === 'phone'
  const style = component.getStyle() as Record<string, string>
  const apply = (changes: Record<string, string | undefined>) => {
    const next: Record<string, string> = { ...style }
    for (const [property, value] of Object.entries(changes)) {
      if (value === undefined) delete next[property]
      else next[property] = value
    }
    editing.styleable(component).setStyle(next)
  }
  return (
    <div className="designer-styles">
      {isPhone && <p className="designer-hint">正在设置手机上的样式，电脑上不变。</p>}
      {styleGroups.map(group => (
        <section key={group.title} aria-label={group.title}>
          <h3>{group.title}</h3>
          {group.controls.map(control => (
            <Control
              key={control.title}
              control={control}
              component={component}
              value={style[control.properties[0]!] ?? usual}
              apply={apply}
            />
          ))}
        </section>
      ))}
      {Object.keys(style).length > 0 && (
        <Button size="small" onClick={() => editing.styleable(component).setStyle({})}>
          恢复默认样式
        </Button>
      )}
    </div>
  )
}

type ControlProps = { control: StyleControl; component: Component; value: string; apply(changes: Record<string, string | undefined>): void }

function Control(props: ControlProps) {
  const { control, value, apply } = props
  const set = (chosen: string) => {
    const more = control.choices?.find(one => one.value === chosen)?.more ?? {}
    const before = control.choices?.find(one => one.value === value)?.more ?? {}
    const gone = Object.fromEntries(Object.keys(before).map(property => [property, undefined]))
    apply({ ...gone, ...Object.fromEntries(control.properties.map(property => [property, chosen || undefined])), ...more })
  }
  const options = [{ title: '默认', value: usual }, ...(control.choices ?? [])]
  const own = value !== usual && !options.some(one => one.value === value) ? [{ title: '自定', value }] : []
  return (
    <div className="designer-control">
      <span className="designer-control-title">{control.title}</span>
      {control.kind === 'colour' ? (
        <Colours title={control.title} value={value} onChange={set} />
      ) : control.kind === 'picture' ? (
        <Background {...props} />
      ) : control.kind === 'segments' ? (
        <Segmented
          aria-label={control.title}
          size="small"
          value={value}
          options={[...options, ...own].map(one => ({ label: one.title, value: one.value }))}
          onChange={chosen => set(String(chosen))}
        />
      ) : (
        <Select
          aria-label={control.title}
          size="small"
          value={value}
          options={[...options, ...own].map(one => ({ label: one.title, value: one.value }))}
          onChange={set}
        />
      )}
    </div>
  )
}

function Colours({ title, value, onChange }: { title: string; value: string; onChange(value: string): void }) {
  return (
    <div className="designer-colours" role="radiogroup" aria-label={title}>
      {[{ title: '默认', value: usual }, ...themeColours].map(colour => (
        // biome-ignore lint/a11y/useSemanticElements: a swatch; the words are its label
        <button
          key={colour.value}
          type="button"
          role="radio"
          aria-checked={value === colour.value}
          aria-label={colour.title}
          title={colour.title}
          data-colour={/--dj-([a-z-]+)/.exec(colour.value)?.[1] ?? 'none'}
          onClick={() => onChange(colour.value)}
        />
      ))}
    </div>
  )
}

function Background({ value, apply }: ControlProps) {
  const { site } = useWorkbench()
  const [open, setOpen] = useState(false)
  const around = { 'background-size': 'cover', 'background-position': 'center', 'background-repeat': 'no-repeat' }
  return (
    <span>
      <Button size="small" onClick={() => setOpen(true)}>
        {fileIn(value) ? '换一张' : '选择图片'}
      </Button>
      {fileIn(value) && (
        <Button
          size="small"
          type="text"
          onClick={() =>
            apply({ 'background-image': undefined, ...Object.fromEntries(Object.keys(around).map(property => [property, undefined])) })
          }
        >
          移除
        </Button>
      )}
      {open && (
        <PictureDialog
          siteId={site.id}
          kind="image"
          onCancel={() => setOpen(false)}
          onChosen={({ file }) => {
            setOpen(false)
            apply({ 'background-image': toShown(`url(file:${file})`), ...around })
          }}
        />
      )}
    </span>
  )
}
