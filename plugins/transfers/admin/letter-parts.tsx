import type { ReactNode } from 'react'
import type { PrintProps } from '../../../runtime-web/admin/record/print.ts'
import './letter.css'

export const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** What is written on a line; an empty line is filled in by hand. */
export function Blank({ children, wide }: { children?: ReactNode; wide?: boolean }) {
  return <span className={wide ? 'letter-blank letter-wide' : 'letter-blank'}>{children}</span>
}

type PartProps = { title: string; number: string; signed: string; seal?: string; children: ReactNode }

/** One part of a letter, cut off along the line below it, where seal and number stand across. */
export function Part({ title, number, signed, seal, children }: PartProps) {
  return (
    <section className="letter-part">
      <h2>{title}</h2>
      <p className="letter-number">{number}</p>
      {children}
      <p className="letter-sign">
        {seal !== undefined && <span>{seal || '　'}（盖章）</span>}
        <span>{signed}</span>
      </p>
    </section>
  )
}

/** The title of a code that the record holds. */
export function wordFor(screen: PrintProps['screen'], record: PrintProps['record'], name: string): string {
  const field = screen.fields.find(one => one.name === name)
  const code = text(record[field?.told ?? name])
  return field?.choices?.find(choice => choice.code === code)?.title ?? code
}
