import { observer, RecursionField, useField, useFieldSchema, useForm } from '@formily/react'
import { Badge, Steps as StepLine, Tabs as TabBar } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'

/** Which tab or step is open; the form opens the one that holds what is wrong. */
export type OpenPart = { at: number; open(at: number): void }

export const OpenPartContext = createContext<OpenPart>({ at: 0, open: () => {} })

type PartProps = { title?: string; help?: string }

function useParts(): { name: string; title: string; draw: () => ReactNode }[] {
  const schema = useFieldSchema()
  return schema.mapProperties((part, name) => ({
    name: String(name),
    title: (part['x-component-props'] as PartProps).title ?? '',
    draw: () => <RecursionField schema={part} name={name} />,
  }))
}

/** How many things are wrong in a part. */
const Wrong = observer(({ part }: { part: string }) => {
  const layout = useField()
  const count = useForm().queryFeedbacks({ type: 'error', address: `${layout.address.concat(part)}.*` }).length
  return count > 0 ? <Badge count={count} size="small" title={`${count} 处需要修改`} /> : null
})

/** Groups below each other. */
export const Parts = () => (
  <>
    {useParts().map(part => (
      <div key={part.name} data-part={0}>
        {part.draw()}
      </div>
    ))}
  </>
)

/** Groups on tabs; all are there from the start, so that all are checked. */
export const Tabs = () => {
  const parts = useParts()
  const { at, open } = useContext(OpenPartContext)
  return (
    <TabBar
      activeKey={String(at)}
      onChange={key => open(Number(key))}
      items={parts.map((part, nth) => ({
        key: String(nth),
        forceRender: true,
        label: (
          <span className="form-tab">
            {part.title} <Wrong part={part.name} />
          </span>
        ),
        children: <div data-part={nth}>{part.draw()}</div>,
      }))}
    />
  )
}

/** Groups in steps: the line of them above, and the one that is open. */
export const Steps = () => {
  const parts = useParts()
  const { at, open } = useContext(OpenPartContext)
  return (
    <>
      <StepLine
        className="form-steps"
        current={at}
        size="small"
        // Back to what was filled in already; forward only by the button, which checks first.
        onChange={to => to < at && open(to)}
        items={parts.map((part, nth) => ({ title: part.title, disabled: nth > at, subTitle: <Wrong part={part.name} /> }))}
      />
      {parts.map((part, nth) => (
        <div key={part.name} data-part={nth} hidden={nth !== at}>
          {part.draw()}
        </div>
      ))}
    </>
  )
}

export const Part = ({ help, children }: PartProps & { children?: ReactNode }) => (
  <>
    {help && <p className="form-part-help">{help}</p>}
    {children}
  </>
)

type GroupProps = { title?: string; help?: string; columns: number; children?: ReactNode }

/** Fields that belong together. One whose fields are all hidden is hidden by its style. */
export const Group = ({ title, help, columns, children }: GroupProps) => (
  <section className="paper form-group" aria-label={title}>
    {title && (
      <header className="form-group-head">
        <h2>{title}</h2>
        {help && <p>{help}</p>}
      </header>
    )}
    <div className={`form-grid form-columns-${columns}`}>{children}</div>
  </section>
)
