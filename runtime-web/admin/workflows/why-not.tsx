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
          {[...Map.groupBy(offers, offer => offer.why)].map(([why, alike]) => (
            <div key={why}>
              <dt>{alike.map(offer => offer.title).join('、')}</dt>
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
