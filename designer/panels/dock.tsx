import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useWorkbench } from '../workbench.ts'
import './dock.css'
import type { Panel } from './panel-list.tsx'

/** The panels where there is no room for all of them: one at a time takes a part of the canvas, opened from a bar below. */
export function Dock({ panels }: { panels: Panel[] }) {
  const { editor } = useWorkbench()
  const [open, setOpen] = useState<string>()
  const opener = useRef<HTMLButtonElement>(undefined)
  const id = useId()
  const shown = panels.find(panel => panel.key === open)
  useEffect(() => {
    // What was put into the page is to be seen.
    const inserted = () => setOpen(undefined)
    editor.on('designer:inserted', inserted)
    return () => void editor.off('designer:inserted', inserted)
  }, [editor])
  const close = () => {
    setOpen(undefined)
    opener.current?.focus()
  }
  return (
    <>
      {shown && (
        <section
          className="designer-drawer"
          id={id}
          aria-label={shown.label}
          onKeyDown={event => event.key === 'Escape' && !event.defaultPrevented && close()}
        >
          <header>
            <h2>{shown.label}</h2>
            <Button type="text" icon={<CloseOutlined />} aria-label={`收起${shown.label}`} onClick={close} />
          </header>
          {shown.children}
        </section>
      )}
      <nav className="designer-dock" aria-label="面板">
        {panels.map(({ key, label, icon }) => (
          <button
            key={key}
            type="button"
            aria-expanded={key === open}
            aria-controls={key === open ? id : undefined}
            onClick={event => {
              opener.current = event.currentTarget
              setOpen(key === open ? undefined : key)
            }}
          >
            {icon}
            {label}
          </button>
        ))}
      </nav>
    </>
  )
}
