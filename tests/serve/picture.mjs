// The picture of the page for README.md: node picture.mjs CAREPACKET SAMPLES TO.png

import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../conformance/html/browser.mjs'
import { inFolder, serve } from './program.mjs'

const [program, samples, to] = process.argv.slice(2)
await inFolder(async (folder) => {
  copyFileSync(join(samples, 'crohns-disease.xml'), join(folder, 'case.xml'))
  const page = await serve(program, folder, ['case.xml'])
  const browser = await openBrowser()
  await browser.open(`http://127.0.0.1:${page.port}/open?key=${page.key}`)
  await new Promise((resolve) => setTimeout(resolve, 500))
  await browser.page('Emulation.setDeviceMetricsOverride', { width: 1280, height: 760, deviceScaleFactor: 1, mobile: false })
  await browser.open(`http://127.0.0.1:${page.port}/question?page=born`)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const { data } = await browser.page('Page.captureScreenshot', { format: 'png' })
  writeFileSync(to, Buffer.from(data, 'base64'))
  await browser.close()
  await page.stop()
})
