import grapesjs, { type Editor } from 'grapesjs'
import 'grapesjs/dist/css/grapes.min.css'
import { wordFor } from '../content/words.ts'
import type { SiteStyles } from '../site/library.ts'
import type { Previews } from './block-previews.ts'
import { addTypes } from './component-types.ts'
import './canvas.css'

export type Given = {
  /** The styles that the visitor's page has. */
  styles: SiteStyles
  previews: Previews
  titleOf(block: string): string
}

/** Widths at which a page is looked at; what is styled for the phone holds as far as the base style has it. */
export const devices = [
  { id: 'desktop', name: '电脑', width: '' },
  { id: 'tablet', name: '平板', width: '820px', widthMedia: '' },
  { id: 'phone', name: '手机', width: '390px', widthMedia: '767px' },
] as const
export type DeviceId = (typeof devices)[number]['id']

/** GrapesJS as the canvas alone: none of its panels, none of its storage, nothing from elsewhere. */
export function openEditor(container: HTMLElement, { previews, titleOf }: Omit<Given, 'styles'>): Editor {
  const editor = grapesjs.init({
    container,
    height: '100%',
    width: 'auto',
    fromElement: false,
    storageManager: false,
    telemetry: false,
    cssIcons: '',
    noticeOnUnload: false,
    customUI: true,
    protectedCss: '',
    forceClass: false,
    multipleSelection: false,
    keepUnusedStyles: true,
    log: ['error'],
    i18n: { locale: 'zh', detectLocale: false, messages: { zh: {} } },
    panels: { defaults: [] },
    blockManager: { custom: true },
    layerManager: { custom: true },
    selectorManager: { custom: true, componentFirst: true },
    styleManager: { custom: true },
    traitManager: { custom: true },
    assetManager: { custom: { open() {}, close() {} } },
    deviceManager: { default: 'desktop', devices: devices.map(one => ({ ...one })) },
    // Links in a text can be chosen one by one, other words in it cannot.
    domComponents: { disableTextInnerChilds: child => !child.is('text-link') },
    richTextEditor: {
      actions: ['bold', 'italic', 'underline', 'strikethrough', 'link'],
      onPaste({ ev, rte }) {
        ev.preventDefault()
        const text = ev.clipboardData?.getData('text/plain') ?? ''
        rte.doc.execCommand('insertText', false, text)
      },
      onKeydown({ ev, rte }) {
        if (ev.key !== 'Enter' || ev.isComposing) return
        ev.preventDefault()
        rte.doc.execCommand('insertLineBreak')
      },
    },
    canvas: {
      frameStyle: canvasStyle,
      allowExternalDrop: false,
      // It is put into the page as html.
      customBadgeLabel: component => escaped(component.is('block') ? titleOf(String(component.get('block'))) : nameOf(component)),
    },
    plugins: [one => addTypes(one, { previews, titleOf })],
  })
  nameTextActions(editor)
  editor.getWrapper()?.set({ droppable: false, selectable: false, hoverable: false, highlightable: false })
  return editor
}

type Named = { is(type: string): boolean; get(key: string): unknown; getClasses(): unknown; getAttributes(): Record<string, unknown> }

/** What a component is called, in panels and at the canvas. */
export function nameOf(component: Named): string {
  if (component.is('region')) return String(component.getAttributes()['data-region'])
  return wordFor({
    name: String(component.get('name') ?? ''),
    tagName: String(component.get('tagName') ?? 'div'),
    classes: component.getClasses() as string[],
  })
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

function nameTextActions(editor: Editor): void {
  const titles = { bold: '加粗', italic: '斜体', underline: '下划线', strikethrough: '删除线', link: '链接' }
  for (const action of editor.RichTextEditor.getAll()) {
    const title = titles[action.name as keyof typeof titles]
    if (title) action.attributes = { ...action.attributes, title }
  }
}

/** Around what visitors see: frames of regions, what has no picture yet, blocks that show nothing yet. None of it takes room of the page. */
const canvasStyle = `
[data-region] { position: relative; }
[data-region]::after { content: attr(data-region); position: absolute; inset: 0; z-index: 9; border: 2px dashed transparent; color: transparent; font: 12px/20px sans-serif; text-align: right; padding: 2px 8px; pointer-events: none; }
[data-region]:hover::after, [data-region].gjs-selected::after { border-color: #b5221b88; color: #b5221b; }
main[data-region]:hover:not(.gjs-selected)::after { border-color: transparent; color: transparent; }
[data-region]:empty, main[data-region]:not(:has(> *)) { min-height: 160px; }
[data-gjs-type="block"] * { pointer-events: none; }
.designer-note { padding: 24px; border: 1px dashed #b8bec8; border-radius: 6px; color: #666d79; font: 14px/1.6 sans-serif; text-align: center; background: #fff; }
.gjs-selected { outline: 2px solid #2358a6 !important; outline-offset: -2px; }
video { pointer-events: none; }
figure:has(> img:not([src])) { position: relative; }
figure > img:not([src]) { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; }
`
