import type { Plugin } from 'vite'

/** Where antd's own components and ours get every icon from. */
const drawnBy = '@ant-design/icons/es/components/AntdIcon.js'
const speaking = /role: "img",\s*"aria-label": icon\.name/

/**
 * Icons stand beside words or in a control that has a name. antd gives each its English file name as a name besides, so that a
 * button was read as "delete 删除". There is no setting for it: the one component that draws them all is changed when it is built.
 */
export const silentIcons: Plugin = {
  name: 'silent-icons',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith(drawnBy)) return undefined
    if (!speaking.test(code)) throw new Error(`${drawnBy} no longer names its icons as known: look how it does now`)
    return { code: code.replace(speaking, '"aria-hidden": true'), map: null }
  },
}
