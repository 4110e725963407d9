import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch, Tag } from 'antd'
import { useState } from 'react'
import { patch } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import { ApplyFor } from './apply-for.tsx'
import { type Plugin, titlesOf } from './plugins.ts'

const applied = { applied: '已申请，等待平台运营处理', granted: '已开通', refused: '申请未通过' }

/** One plugin: what it is for, and whether it is on. */
export function PluginCard({ plugin, plugins }: { plugin: Plugin; plugins: Plugin[] }) {
  const client = useQueryClient()
  const { modal } = App.useApp()
  const { busy, attempt, message } = useAttempt()
  const [applying, apply] = useState(false)
  const { title, on, entitled, application } = plugin

  async function turn(next: boolean) {
    await attempt(async () => {
      await patch(`/core/plugins/${plugin.name}`, { on: next })
      message.success(next ? `“${title}”已启用` : `“${title}”已停用`)
      await Promise.all(['plugins', 'menus', 'screen'].map(key => client.invalidateQueries({ queryKey: [key] })))
    })
  }

  function askToTurnOff() {
    const dependents = plugins.filter(other => other.on && other.needs.includes(plugin.name)).map(other => other.name)
    modal.confirm({
      title: `停用“${title}”？`,
      content: (
        <ul className="plugin-means">
          <li>所有人的菜单里不再有它，打开的页面也不能再用。</li>
          <li>它的提醒和定时任务暂停。</li>
          <li>已有数据都保留，再启用时恢复原样。</li>
          {dependents.length > 0 && <li>依赖它的{titlesOf(dependents, plugins)}也一并停用。</li>}
        </ul>
      ),
      okText: '停用',
      okButtonProps: { danger: true },
      onOk: () => turn(false),
    })
  }

  return (
    <section className="plugin-card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {entitled ? (
          <Switch checked={on} loading={busy} aria-label={`启用${title}`} onChange={next => (next ? void turn(true) : askToTurnOff())} />
        ) : (
          <Tag bordered={false}>当前版本不含</Tag>
        )}
      </header>
      <p>{plugin.description ?? '暂无说明'}</p>
      <footer>
        <span>版本 {plugin.version}</span>
        {plugin.needs.length > 0 && <span>依赖{titlesOf(plugin.needs, plugins)}</span>}
        {!entitled && application && (
          <span>
            {applied[application.state]}
            {application.answer && `：${application.answer}`}
          </span>
        )}
        {!entitled && application?.state !== 'applied' && (
          <Button size="small" onClick={() => apply(true)} aria-label={`申请开通${title}`}>
            申请开通
          </Button>
        )}
      </footer>
      {applying && <ApplyFor plugin={plugin} onClose={() => apply(false)} />}
    </section>
  )
}
