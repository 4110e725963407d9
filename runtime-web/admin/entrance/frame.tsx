import type { ReactNode } from 'react'
import './entrance.css'

type FrameProps = { title: string; hint?: string; background?: string; children: ReactNode }

/** What stands before the desk: the name of the unit, and one form. */
export function Frame({ title, hint, background, children }: FrameProps) {
  return (
    <div className="entrance" style={background ? { backgroundImage: `url(${background})` } : undefined}>
      <main className="entrance-card">
        <img src="/admin/emblem.svg" alt="" width={48} height={48} />
        <h1>{title}</h1>
        {hint && <p className="entrance-hint">{hint}</p>}
        {children}
      </main>
    </div>
  )
}
