import { Button } from 'antd'
import { Suspense, useState } from 'react'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { AskDeed } from './ask-deed.tsx'
import type { Offer, Standing } from './standing.ts'

/** A button for each thing that this person may do with the record now. */
export function TransitionButtons({ screen, record, standing }: { screen: Screen; record: Told; standing: Standing }) {
  const [chosen, choose] = useState<Offer>()
  const offers = standing.data.filter(offer => offer.may)
  const leads = offers.find(offer => offer.kind === 'agree') ?? (offers.length > 0 && offers[0]!.kind === 'move' ? offers[0] : undefined)
  return (
    <>
      {offers.map(offer => (
        <Button
          key={offer.event}
          type={offer === leads ? 'primary' : 'default'}
          danger={offer.kind === 'refuse' || offer.kind === 'return'}
          onClick={() => choose(offer)}
        >
          {offer.title}
        </Button>
      ))}
      <Suspense>
        {chosen && <AskDeed screen={screen} record={record} standing={standing} offer={chosen} onEnd={() => choose(undefined)} />}
      </Suspense>
    </>
  )
}
