import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { systemFonts } from './system-fonts.ts'

// A graphics card that a processor plays costs a third of all that a page does; plain drawing looks the same.
chromium.setGraphicsMode = false
const plainDrawing = ['--disable-gpu', '--disable-software-rasterizer', '--num-raster-threads=1']

const unlikePeople = [
  // Each page in a process of its own: one that is slow to draw does not hold up the next.
  '--single-process',
  // What keeps one origin from another holds here as it does for everybody.
  '--disable-web-security',
  '--disable-site-isolation-trials',
]

/** The Chromium that npm brings, without a window; `more` are further flags of its command line. */
export async function launchChromium(more: string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter(word => !unlikePeople.includes(word)),
      ...plainDrawing,
      '--disable-background-networking',
      '--lang=zh-CN',
      ...more,
    ],
    headless: true,
    // Names of downloads are in Chinese, which the plainest locale of a machine cannot write.
    env: { ...process.env, LC_ALL: 'C.UTF-8', FONTCONFIG_FILE: await systemFonts() },
  })
}
