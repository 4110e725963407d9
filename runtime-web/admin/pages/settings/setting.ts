import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { patch, post } from '../../api/request.ts'

export type ImageField =
  | 'startPage'
  | 'desktopLoginBackground'
  | 'desktopHomeBackground'
  | 'phoneLoginBackground'
  | 'phoneHomeBackground'
  | 'newsBackground'

export type Setting = Record<ImageField, string | null> & {
  id: string
  version: number
  initialPassword: 'fixed' | 'random'
  reliefMode: boolean
  quietFrom: string | null
  quietTo: string | null
  /** Read with the record itself, not in the list. */
  rules?: OwnRule[] | null
}

/** A number that the unit set for itself, from a day on. */
export type OwnRule = { key: string; value: number; effectiveFrom: string }

/** Saves changes of the tenant's one set of settings; tells what came of it. */
export function useSaveSetting(setting: Setting): (change: Partial<Setting>, said: string) => Promise<void> {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (change, said) => {
    try {
      await patch(`/core/settings/${setting.id}`, change)
      message.success(said)
    } catch (error) {
      message.error(sentenceOf(error))
    }
    await Promise.all(['setting', 'session', 'rules'].map(key => client.invalidateQueries({ queryKey: [key] })))
  }
}

/** Sends a file and gives its id. @throws Problem, Unreachable */
export async function uploaded(file: File): Promise<string> {
  const form = new FormData()
  form.append('file', file)
  return (await post<{ id: string }>('/core/files', form)).id
}

export const imageOf = (file: string, width: number) => `/api/v1/core/files/${file}/content?width=${width}`
