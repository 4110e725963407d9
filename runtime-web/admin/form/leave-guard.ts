import { App } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'

/** Asks before a page with something unsaved is left, be it by a link, by going back or by closing the window. */
export function useLeaveGuard(isUnsaved: () => boolean): { allow(): void; watch(): void } {
  const { modal } = App.useApp()
  const allowed = useRef(false)
  const unsaved = useRef(isUnsaved)
  unsaved.current = isUnsaved
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) =>
        !allowed.current && currentLocation.pathname !== nextLocation.pathname && nextLocation.pathname !== '/login' && unsaved.current(),
      [],
    ),
  )
  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => {
      if (!allowed.current && unsaved.current()) event.preventDefault()
    }
    window.addEventListener('beforeunload', closing)
    return () => window.removeEventListener('beforeunload', closing)
  }, [])
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: '填写的内容还没有保存',
      content: '离开后，刚才填写的内容会丢失。',
      okText: '不保存，离开',
      okButtonProps: { danger: true },
      cancelText: '继续填写',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal])
  return {
    allow() {
      allowed.current = true
    },
    watch() {
      allowed.current = false
    },
  }
}
