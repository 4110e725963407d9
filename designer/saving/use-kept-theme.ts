import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Problem, sentenceOf } from '../../runtime-web/admin/api/problem.ts'
import { readSite, type Site, saveTheme, type Theme } from '../site/records.ts'

/** Milliseconds without a further change after which the theme is stored. */
const pause = 800

/** The site's theme as it is being chosen, and stored. Where another chose meanwhile, the last choice holds, and is told. */
export function useKeptTheme(site: Site) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [theme, show] = useState<Theme>(site.theme ?? {})
  const stored = useRef({ site, theme: JSON.stringify(site.theme ?? {}) })
  const now = useRef(theme)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isChanged = () => JSON.stringify(now.current) !== stored.current.theme

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (!isChanged()) return true
    const sent = now.current
    try {
      const saved = await saveTheme(stored.current.site, sent).catch(async error => {
        if (!(error instanceof Problem) || error.status !== 412) throw error
        message.warning('他人也刚修改了主题，已采用您的选择')
        return saveTheme(await readSite(site.id), sent)
      })
      stored.current = { site: saved, theme: JSON.stringify(sent) }
      client.setQueryData(['portal', 'site', site.id], saved)
      return !isChanged()
    } catch (error) {
      message.error(sentenceOf(error))
      return false
    }
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    theme,
    change(next: Theme) {
      now.current = next
      show(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), pause)
    },
    flush,
    isChanged,
  }
}
