import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import wawoff2 from 'wawoff2'

const pieces = resolve(import.meta.dirname, '../../node_modules/@fontsource-variable/noto-sans-sc/files')
const folder = resolve(import.meta.dirname, '../../node_modules/.cache/system-fonts')

/**
 * A machine of tests has no Chinese letters, and visitors' pages bring none: people have them. Gives the settings file of a fontconfig that
 * finds ours, made once from the web font that comes by npm, which Chromium's fontconfig cannot read as it is.
 */
export async function systemFonts(): Promise<string> {
  if (!existsSync(folder)) await make()
  return join(folder, 'fonts.conf')
}

async function make(): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true })
  const making = mkdtempSync(`${folder}-`)
  for (const name of readdirSync(pieces).filter(one => one.endsWith('-wght-normal.woff2')))
    writeFileSync(join(making, name.replace('.woff2', '.ttf')), await wawoff2.decompress(readFileSync(join(pieces, name))))
  writeFileSync(
    join(making, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/known</cachedir></fontconfig>`,
  )
  try {
    renameSync(making, folder)
  } catch {
    // Another file was quicker.
    rmSync(making, { recursive: true })
  }
}
