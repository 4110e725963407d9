import { useEffect, useState } from 'react'
import { get } from '../api/request.ts'

/** How a unit's own entrance looks (S2.7); empty of what it has not chosen. */
export type Look = { name?: string; picture?: string }

type Told = { name: string | null; loginBackground: string | null; phoneLoginBackground: string | null }

const narrow = '(max-width: 860px)'

/** The look of the unit of this code; the platform's own where there is none, or until it is known. */
export function useLook(code: string | undefined): Look {
  const [look, setLook] = useState<{ code: string; look: Look }>()
  useEffect(() => {
    if (!code) return
    let left = false
    get<Told>(`/core/look/${encodeURIComponent(code)}`).then(
      told => left || setLook({ code, look: lookOf(told) }),
      // Without its look, the page still lets people in.
      () => {},
    )
    return () => {
      left = true
    }
  }, [code])
  return look && look.code === code ? look.look : {}
}

function lookOf({ name, loginBackground, phoneLoginBackground }: Told): Look {
  const [first, second] = matchMedia(narrow).matches ? [phoneLoginBackground, loginBackground] : [loginBackground, phoneLoginBackground]
  return { name: name ?? undefined, picture: first ?? second ?? undefined }
}
