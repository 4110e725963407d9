import { Button, Popover } from 'antd'
import type { Offer } from './standing.ts'

/** What this person may not do now, and why. */
export function WhyNot({ offers }: { offers: Offer[] }) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="现在不能办理的"
      content={
        <dl className="why-not">
          {offers.map(({ event, title, why }) => (
            <div key={event}>
              <dt>{title}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
      }
    >
      <Button type="text" className="why-not-button">
        为什么不能办理
      </Button>
    </Popover>
  )
}
