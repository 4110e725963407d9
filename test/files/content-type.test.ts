import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import t from 'tap'
import { accepts, defaultUploadTypes, detectContentType, officeTypes } from '../../core/files/content-type.ts'
import { compoundFileOf, zipOf } from './samples.ts'

const unknown = 'application/octet-stream'

async function typeOf(content: string | Uint8Array, fileName = 'x'): Promise<string> {
  return (await detectContentType(Buffer.from(content), fileName)).type
}

t.test('a picture is what it holds, whatever its name', async t => {
  const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
  t.strictSame(await detectContentType(await picture.png().toBuffer(), 'a.jpg'), { type: 'image/png', extension: 'png' })
  t.equal(await typeOf(await picture.jpeg().toBuffer(), 'a.exe'), 'image/jpeg')
  t.equal(await typeOf(await picture.webp().toBuffer(), 'a.html'), 'image/webp')
})

t.test('text is text in UTF-8, UTF-16 and GB 18030, and CSV by its name', async t => {
  const text = '姓名,性别\r\n张三,男\r\n'
  t.equal(await typeOf(text, '名单.txt'), 'text/plain')
  t.equal(await typeOf(text, '名单.csv'), 'text/csv')
  t.equal(await typeOf(`\ufeff${text}`, '名单.CSV'), 'text/csv')
  t.equal(await typeOf(iconv.encode(text, 'gb18030'), '名单.csv'), 'text/csv')
  t.equal(await typeOf(iconv.encode(text, 'utf16le', { addBOM: true }), '名单.txt'), 'text/plain')
  t.equal(await typeOf('党'.repeat(30_000), '长文.txt'), 'text/plain', 'cut within a character')
})

t.test('text that begins like a bitmap or a program is text', async t => {
  t.equal(await typeOf('BM,数量\r\n1,2', 'a.csv'), 'text/csv')
  t.equal(await typeOf('MZ是什么', 'a.txt'), 'text/plain')
})

t.test('markup and scripts are unknown, whatever their name', async t => {
  for (const content of [
    '<!DOCTYPE html><p>x',
    '\ufeff \n<!-- x --><HTML>',
    '<script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<?xml version="1.0"?><svg/>',
    '#!/bin/sh\nrm -rf /',
  ]) {
    for (const name of ['a.png', 'a.txt', 'a.svg']) t.equal(await typeOf(content, name), unknown, content)
  }
  for (const name of ['a.js', 'a.bat', 'a.ps1', 'a.HTML', 'a.vbs ', 'a.php']) t.equal(await typeOf('x = 1', name), unknown, name)
})

t.test('programs and binary rubbish are unknown', async t => {
  t.equal(await typeOf(Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00', 'latin1'), Buffer.alloc(200)]), 'a.jpg'), unknown)
  t.equal(await typeOf(Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]), 'a.jpg'), unknown)
  t.equal(await typeOf(zipOf({ 'META-INF/MANIFEST.MF': 'Main-Class: A' }), 'a.zip'), unknown)
  t.equal(await typeOf(Buffer.from([0, 1, 2, 3, 4]), 'a.txt'), unknown)
})

t.test('documents of offices are told from a plain archive', async t => {
  const contentTypes = { '[Content_Types].xml': '<Types/>' }
  t.equal(await typeOf(zipOf({ ...contentTypes, 'word/document.xml': 'x' })), officeTypes.docx.type)
  t.equal(await typeOf(zipOf({ ...contentTypes, 'xl/workbook.xml': 'x' })), officeTypes.xlsx.type)
  t.equal(await typeOf(zipOf({ ...contentTypes, 'ppt/presentation.xml': 'x' })), officeTypes.pptx.type)
  t.equal(await typeOf(zipOf({ 'Doc_0/Document.xml': 'x', 'OFD.xml': 'x' })), officeTypes.ofd.type)
  t.equal(await typeOf(zipOf({ 'a.txt': 'x' }), 'a.docx'), 'application/zip')
})

t.test('a real spreadsheet is one, read from the disk', async t => {
  const path = new URL('../data/members.xlsx', import.meta.url).pathname
  t.strictSame(await detectContentType(path, 'x.bin'), officeTypes.xlsx)
})

t.test('a document with macros is unknown, also under a harmless name', async t => {
  const macros = { '[Content_Types].xml': '<Types/>', 'word/vbaProject.bin': 'x', 'word/document.xml': 'x' }
  t.equal(await typeOf(zipOf(macros), 'a.docx'), unknown)
})

t.test('old documents are told by the streams inside; installers in the same container are unknown', async t => {
  const path = join(t.testdir(), 'old')
  for (const [stream, type] of [
    ['WordDocument', 'application/msword'],
    ['Workbook', 'application/vnd.ms-excel'],
    ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
    ['SummaryInformation', unknown],
    ['EncryptedPackage', unknown],
  ] as const) {
    writeFileSync(path, compoundFileOf(stream))
    t.equal((await detectContentType(path, 'a.doc')).type, type, stream)
    t.equal(await typeOf(compoundFileOf(stream), 'a.doc'), type, stream)
  }
})

t.test('a damaged compound file neither hangs nor throws', async t => {
  const file = compoundFileOf('WordDocument')
  file.writeUInt32LE(1, 512 + 4)
  t.equal(await typeOf(file), unknown, 'a chain that bites its tail')
  t.equal(await typeOf(compoundFileOf('WordDocument').subarray(0, 700)), unknown, 'cut off')
})

t.test('families take what a browser shows; unknown is taken only by name', async t => {
  t.ok(accepts(['image/*'], 'image/png'))
  t.notOk(accepts(['image/*'], 'image/svg+xml'))
  t.notOk(accepts(['image/*'], 'image/vnd.dwg'))
  t.ok(accepts(['video/*'], 'video/mp4'))
  t.notOk(accepts(['application/*'], unknown))
  t.ok(accepts([unknown], unknown))
  t.notOk(accepts([], 'image/png'))
})

t.test('by default pictures, documents, sound and video are taken; archives and the unknown are not', async t => {
  for (const type of ['image/jpeg', 'application/pdf', 'application/ofd', officeTypes.docx.type, 'text/csv', 'video/mp4']) {
    t.ok(accepts(defaultUploadTypes, type), type)
  }
  for (const type of [unknown, 'text/html', 'image/svg+xml', 'application/zip']) t.notOk(accepts(defaultUploadTypes, type), type)
})
