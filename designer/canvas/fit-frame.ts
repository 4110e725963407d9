import type { Editor } from 'grapesjs'
import { type DeviceId, devices } from './open-editor.ts'

/** How wide (pixels) a page is drawn where the canvas is narrower than the device: all of it, and smaller. */
const drawnAt: Record<DeviceId, number> = { desktop: 1200, tablet: 820, phone: 390 }

/** Draws the page as the device has it, whatever room there is; what is selected stays in sight. */
export function fitFrame(editor: Editor, { clientWidth, clientHeight }: HTMLElement, device: DeviceId): void {
  const frame = editor.Canvas.getFrame()
  if (!frame || clientWidth === 0) return
  const needed = drawnAt[device]
  const scale = Math.min(1, clientWidth / needed)
  const size =
    scale < 1
      ? { width: `${needed}px`, height: `${Math.ceil(clientHeight / scale)}px` }
      : { width: devices.find(one => one.id === device)!.width, height: '' }
  const wrapper = editor.Canvas.getFrameEl().closest<HTMLElement>('.gjs-frame-wrapper')
  if (wrapper && (wrapper.style.width !== size.width || wrapper.style.height !== size.height)) {
    // At once, and not by and by as the editor would: meanwhile nothing could be selected.
    Object.assign(wrapper.style, size)
    frame.set(size)
    editor.getSelected()?.getEl()?.scrollIntoView({ block: 'nearest' })
  }
  if (Math.abs(editor.Canvas.getZoom() - scale * 100) > 0.01) editor.Canvas.setZoom(scale * 100)
}
