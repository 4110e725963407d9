import { type ReactNode, useEffect } from 'react'

type PageProps = { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode }

/** The frame of every page: its name, which the window bears too, what can be done on it, and what it shows. */
export function Page({ title, hint, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 党建云`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        <div className="page-hint">{hint}</div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
