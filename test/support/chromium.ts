import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** The Chromium that npm brings, without a window. */
export async function launchChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Each page in a process of its own: one that is slow to draw does not hold up the next.
    args: [...chromium.args.filter(word => word !== '--single-process'), '--disable-background-networking', '--lang=zh-CN'],
    headless: true,
    // Names of downloads are in Chinese, which the plainest locale of a machine cannot write.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}
