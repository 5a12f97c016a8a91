// Headless Chromium, driven over its own pipe (Chrome DevTools Protocol): no library between the
// test and the browser, no port that another program could find.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const names = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function openBrowser() {
  const program = names.find(existsSync)
  if (!program) throw new Error('there is no Chromium: apt-get install chromium')
  const profile = mkdtempSync(join(tmpdir(), 'carepacket-browser-'))
  const browser = spawn(program, [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-dev-shm-usage', '--remote-debugging-pipe', `--user-data-dir=${profile}`,
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })

  const waiting = new Map(), listeners = []
  let next = 0, rest = Buffer.alloc(0), ended = false
  const closed = new Promise((resolve) => browser.once('exit', resolve))
  closed.then(() => {
    ended = true
    for (const { reject } of waiting.values()) reject(new Error('Chromium has ended'))
  })
  browser.stdio[3].on('error', () => {})  // of a browser that has ended: told above
  browser.stdio[4].on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString())
      rest = rest.subarray(end + 1)
      const asked = waiting.get(message.id)
      if (!asked) {
        for (const listener of listeners) listener(message)
        continue
      }
      waiting.delete(message.id)
      if (message.error) asked.reject(new Error(`${asked.method}: ${message.error.message}`))
      else asked.resolve(message.result)
    }
  })

  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    if (ended) return reject(new Error('Chromium has ended'))
    const id = ++next
    waiting.set(id, { resolve, reject, method })
    browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0')
  })

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const page = (method, params) => send(method, params, sessionId)
  await page('Page.enable')

  return {
    page, profile,
    /** Calls back with every event of the page. */
    listen(listener) {
      listeners.push((message) => message.sessionId === sessionId && listener(message))
    },
    /** Opens an address and waits until it is loaded. */
    async open(url) {
      const loaded = new Promise((resolve) => listeners.push(
        (message) => message.method === 'Page.loadEventFired' && resolve()))
      await page('Page.navigate', { url })
      await loaded
    },
    /** What an expression gives in the page, as a value. It runs beside the page's own policy. */
    async evaluate(expression) {
      const { result, exceptionDetails } = await page('Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true })
      if (exceptionDetails)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
    /** Ends the browser, which writes down what it keeps: its profile is there until close(). */
    async quit() {
      await send('Browser.close').catch(() => {})
      await closed
    },
    async close() {
      await this.quit()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
