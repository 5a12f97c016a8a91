// Starts `carepacket serve` for a test and talks to it over a plain socket, byte for byte.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is gone afterwards. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'carepacket-serve-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The program with its page open; `through` is a program that starts it, with its words. @returns port, key, cookie, and how to talk to it */
export async function serve(program, folder, words = [], environment = {}, through = []) {
  const [first, ...rest] = [...through, program, 'serve', '--no-open', '--as-of', '2026-11-20', ...words]
  const child = spawn(first, rest,
    { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8', TMPDIR: folder, XDG_RUNTIME_DIR: folder, ...environment } })
  let out = '', err = ''
  child.stderr.on('data', (bytes) => { err += bytes })
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      out += bytes
      const found = out.match(/http:\/\/127\.0\.0\.1:(\d+)\/open\?key=([0-9a-f]{64})\n/)
      if (found) resolve({ port: Number(found[1]), key: found[2] })
    })
    ended.then(() => reject(new Error('ended: ' + out + err)))
  })
  const page = {
    ...address, folder, child, ended, cookie: '',
    said: () => out, told: () => err,
    /** Sends bytes and gives all that comes back until the end; '' when the other end just closes. */
    raw(bytes, port = address.port) {
      return new Promise((resolve, reject) => {
        let text = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        socket.on('data', (more) => { text += more.toString('latin1') })
        socket.on('close', () => resolve(text))
        socket.on('error', (error) => error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(text) : reject(error))
      })
    },
    async ask(method, target, { headers = {}, body = '' } = {}) {
      const all = { Host: `127.0.0.1:${address.port}`, ...(page.cookie ? { Cookie: page.cookie } : {}), ...headers }
      if (method === 'POST') {
        if (!('Origin' in all)) all.Origin = `http://127.0.0.1:${address.port}`
        all['Content-Type'] ??= 'application/x-www-form-urlencoded'
        all['Content-Length'] ??= Buffer.byteLength(body)
      }
      const head = Object.entries(all).filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}: ${value}\r\n`).join('')
      const text = await page.raw(`${method} ${target} HTTP/1.1\r\n${head}\r\n${body}`)
      const end = text.indexOf('\r\n\r\n')
      return {
        status: Number(text.slice(9, 12)), text, head: text.slice(0, end),
        body: Buffer.from(text.slice(end + 4), 'latin1').toString(),
        location: text.match(/^Location: (.*)\r$/m)?.[1] ?? '',
      }
    },
    /** What a browser shows in answer to a form: what could not just be saved is told at an address of its own. */
    async shown(answer) {
      return answer.status === 303 && answer.location.startsWith('/told?') ? page.get(answer.location) : answer
    },
    get: (target, headers) => page.ask('GET', target, { headers }),
    post: async (target, fields, headers) => page.shown(await page.ask('POST', target,
      { headers, body: new URLSearchParams(fields).toString() })),
    /** Uses the key, and keeps the cookie. */
    async open() {
      const opened = await page.get('/open?key=' + address.key)
      page.cookie = opened.head.match(/^Set-Cookie: ([^;]*)/m)?.[1] ?? ''
      return opened
    },
    /** A page as it stands, with the hidden fields of its main form. */
    async form(target) {
      const shown = await page.get(target)
      const main = shown.body.slice(shown.body.indexOf('<main'))
      const form = main.slice(main.indexOf('<form'), main.indexOf('</form>'))
      const fields = {}
      for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) fields[name] = value
      return { ...shown, fields }
    },
    /** What addresses call the patients of a clinic, by the names of their files. */
    async patients() {
      const all = {}
      for (let from = 0, size = -1; Object.keys(all).length > size; from += 50) {
        size = Object.keys(all).length
        const { body } = await page.get('/patients?from=' + from)
        for (const [, handle, name] of body.matchAll(/<a href="\/\?patient=([^"]*)">[\s\S]*?<span class="hint">([^<]*)</g)) all[name] = handle
      }
      return all
    },
    /** Sends a file to a form, under a name, with the other fields of the form. */
    async sendFile(target, fields, field, name, bytes) {
      const part = (one, more = '') => `--x\r\nContent-Disposition: form-data; name="${one}"${more}\r\n\r\n`
      const body = Buffer.concat([...Object.entries(fields).map(([one, value]) => Buffer.from(part(one) + value + '\r\n')),
        Buffer.from(part(field, `; filename="${name}"`)), bytes, Buffer.from('\r\n--x--\r\n')])
      const origin = `http://127.0.0.1:${address.port}`
      const answer = await fetch(origin + target, { method: 'POST', body, redirect: 'manual',
        headers: { Cookie: page.cookie, Origin: origin, 'Content-Type': 'multipart/form-data; boundary=x' } })
      return page.shown({ status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() })
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      return ended
    },
  }
  return page
}

/** The program with its page open, until the work is done. */
export const opened = (program, work, words) => inFolder(async (folder) => {
  const page = await serve(program, folder, words)
  try {
    await page.open()
    await work(page, folder)
  } finally {
    await page.stop()
  }
})
export const sample = (name) => readFileSync(new URL(`../../samples/${name}.xml`, import.meta.url), 'utf8')
/** The page of a case, and its text as it is then. */
export const openedAt = (program, text, work) => inFolder(async (folder) => {
  writeFileSync(join(folder, 'c.xml'), text)
  const page = await serve(program, folder, ['c.xml'])
  try {
    await page.open()
    await work(page, () => readFileSync(join(folder, 'c.xml'), 'utf8'))
  } finally {
    await page.stop()
  }
})
/** The addresses that a page leads to, by their words. */
export const links = (body) => Object.fromEntries([...body.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)/g)].map(([, to, words]) => [words, to.replaceAll('&amp;', '&')]))
/** The hidden fields of the forms that are sent to an address. */
export const formsTo = (body, address) => [...body.matchAll(/<form [^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].filter((found) => found[1] === address)
  .map(([form]) => Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [name, value])))

/** A PDF of one empty page, with more in its catalog. */
export function smallPdf(more = '') {
  const objects = [`<</Type/Catalog/Pages 2 0 R${more}>>`, '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>', '<</Type/Page/Parent 2 0 R>>']
  let file = '%PDF-1.4\n', table = '0000000000 65535 f \n'
  objects.forEach((object, at) => {
    table += String(file.length).padStart(10, '0') + ' 00000 n \n'
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
  })
  return Buffer.from(`${file}xref\n0 4\n${table}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n${file.length}\n%%EOF\n`)
}

let failed = 0, done = 0
/** ONLY=word in the environment runs the tests whose names have it. */
export async function test(name, work) {
  if (!name.includes(process.env.ONLY ?? '')) return
  const faults = []
  try {
    await work((is, want, what = '') => {
      done++
      if (JSON.stringify(is) !== JSON.stringify(want)) faults.push(`${what} is ${JSON.stringify(is)}, and should be ${JSON.stringify(want)}`)
    })
  } catch (error) {
    faults.push(error.stack ?? String(error))
  }
  for (const fault of faults) console.log(`${name}: ${fault}`)
  failed += faults.length ? 1 : 0
}
export function end() {
  console.log(`${done} checks, ${failed} tests failed`)
  process.exit(failed ? 1 : 0)
}
