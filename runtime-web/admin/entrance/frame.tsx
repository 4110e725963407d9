import type { ReactNode } from 'react'
import './entrance.css'

type FrameProps = {
  /** What is done here: 登录, 入驻激活. */
  title: string
  hint?: ReactNode
  /** The unit whose entrance it is; the platform where none is known. */
  unit?: string
  /** The address of the unit's own picture. */
  picture?: string
  /** What stands below the form: other ways on. */
  ways?: ReactNode
  children: ReactNode
}

/** What stands before the desk: at the left whose house it is, at the right one form. */
export function Frame({ title, hint, unit = '党建云', picture, ways, children }: FrameProps) {
  return (
    <div className="entrance">
      <header className={picture ? 'entrance-house entrance-pictured' : 'entrance-house'}>
        {picture && <img className="entrance-picture" src={picture} alt="" />}
        <div className="entrance-name">
          <img src="/admin/assets/emblem.svg" alt="" width={44} height={44} />
          <p>{unit}</p>
          <small>智慧党建工作平台</small>
        </div>
      </header>
      <main className="entrance-room">
        <div className="entrance-card">
          <h1>{title}</h1>
          {hint && <p className="entrance-hint">{hint}</p>}
          {children}
        </div>
        {ways && <footer className="entrance-ways">{ways}</footer>}
      </main>
    </div>
  )
}
