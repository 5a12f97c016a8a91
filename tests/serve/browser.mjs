// The page in a real Chromium: node browser.mjs CAREPACKET SAMPLES MODULES

import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { openBrowser } from '../conformance/html/browser.mjs'
import { answers } from './crohns.mjs'
import { end, inFolder, serve, test } from './program.mjs'

const [program, samples, modules] = process.argv.slice(2)
const axe = readFileSync(join(modules, 'node_modules/axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A browser that goes on by what a person can press: keys and words. A page that asks before words are lost is left, but by `asks`. */
async function withBrowser(work, asks = false) {
  const browser = await openBrowser()
  browser.listen(({ method }) => method === 'Page.javascriptDialogOpening' && !asks && browser.page('Page.handleJavaScriptDialog', { accept: true }))
  let loaded = () => {}
  browser.listen(({ method }) => method === 'Page.loadEventFired' && loaded())
  const key = async (name, code, text) => {
    const one = { key: name, code: name, windowsVirtualKeyCode: code, ...(text ? { text } : {}) }
    await browser.page('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...one })
    await browser.page('Input.dispatchKeyEvent', { type: 'keyUp', ...one })
  }
  const keys = { tab: () => key('Tab', 9), enter: () => key('Enter', 13, '\r'), space: () => key(' ', 32, ' '), down: () => key('ArrowDown', 40) }
  /** Presses Enter and waits for the next page. */
  const go = async (press = keys.enter) => {
    const next = new Promise((resolve) => { loaded = resolve })
    await press()
    await next
  }
  const type = (text) => browser.page('Input.insertText', { text })
  try {
    return await work({ ...browser, keys, go, type, next: () => new Promise((resolve) => { loaded = resolve }) })
  } finally {
    await browser.close()
  }
}

async function opened(browser, page) {
  const second = (async () => { await browser.next(); await browser.next() })()
  await browser.page('Page.navigate', { url: `http://127.0.0.1:${page.port}/open?key=${page.key}` })
  await second
}

/** What has the focus, as a person hears it. */
const focused = `(() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const words = (of) => of?.textContent.replace(/\\s+/g, ' ').trim() ?? ''
  const group = one.closest('fieldset')
  return { tag: one.tagName, type: one.type ?? '', label: words(one.labels?.[0]) || words(one), group: words(group?.querySelector('legend')),
    value: one.value ?? '', inMain: !!one.closest('main') }
})()`

/** Tabs to what `is` says yes to; false when it comes round to the beginning. */
async function tabTo(browser, is) {
  for (let count = 0; count < 120; ++count) {
    await browser.keys.tab()
    const now = await browser.evaluate(focused)
    if (now && is(now)) return now
  }
  return false
}

/** Answers a page by keyboard alone: each stop of Tab is looked at once. */
async function fill(browser, given) {
  const left = new Set(Object.keys(given)), seen = new Set()
  for (let count = 0; count < 120; ++count) {
    await browser.keys.tab()
    const now = await browser.evaluate(focused)
    if (!now?.inMain) continue
    if (now.tag === 'BUTTON' && now.label === 'Continue') break
    const name = now.group || now.label
    if (!(name in given)) continue
    const want = given[name]
    left.delete(name)
    if (now.type === 'radio') {
      if (seen.has(name)) continue
      seen.add(name)
      await browser.keys.space()
      let is = ''
      for (let turn = 0; turn < 30 && !is; ++turn) {
        const at = await browser.evaluate(focused)
        if (at.label === want || at.value === want) is = want
        else await browser.keys.down()
      }
      if (is !== want) throw new Error(`no choice "${want}" of "${name}"`)
    } else if (now.type === 'checkbox') {
      if (want.includes(now.value)) await browser.keys.space()
    } else if (now.type === 'time') {
      await browser.evaluate(`document.activeElement.value = ${JSON.stringify(want[3])}`)  // its parts differ by machine
    } else if (Array.isArray(want)) {
      await browser.type(want[['Month', 'Day', 'Year'].indexOf(now.label)])
    } else {
      await browser.type(want)
    }
  }
  if (left.size) throw new Error(`not on the page: ${[...left].join(', ')}`)
  await browser.go()
}

/** Gives a file to the field of that id. */
async function choose(browser, id, path) {
  const { root } = await browser.page('DOM.getDocument')
  const { nodeId } = await browser.page('DOM.querySelector', { nodeId: root.nodeId, selector: '#' + id })
  await browser.page('DOM.setFileInputFiles', { nodeId, files: [path] })
}

const title = (browser) => browser.evaluate(`document.querySelector('h1').textContent`)
async function expect(browser, want) {
  const is = await title(browser)
  if (is !== want) throw new Error(`the page is "${is}", and should be "${want}"; ${await browser.evaluate(`document.querySelector('#errors')?.innerText ?? ''`)}`)
}

async function interview(browser) {
  for (const [ask, given] of answers) {
    await expect(browser, ask)
    if (!Array.isArray(given)) {
      await fill(browser, given)
      continue
    }
    for (const item of given) {
      if (!await tabTo(browser, (one) => one.inMain && one.tag === 'A' && one.label.startsWith('Add'))) throw new Error('nothing to add: ' + ask)
      await browser.go()
      for (const [inner, answered] of item) {
        await expect(browser, inner)
        await fill(browser, answered)
      }
      await expect(browser, ask)
    }
    if (!await tabTo(browser, (one) => one.inMain && one.tag === 'A' && (one.label === 'Continue' || one.label === 'Skip this question')))
      throw new Error('no way on: ' + ask)
    await browser.go()
  }
  await expect(browser, 'Check your answers')
}

/** The facts of a case, without names that nobody sees. */
function factsOf(file, names = []) {
  let text = execFileSync(program, ['make', file, '--show', 'facts'], { env: { ...process.env, LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  for (const [was, is] of names) text = text.replaceAll(was, is)
  return text.split('\n')
}

/** What axe-core finds, and what is wider than a telephone of 320 pixels; `rules` are to be found kept at least. */
async function faultsOf(browser, rules = 20) {
  await browser.evaluate(axe + ';0')
  const faults = await browser.evaluate(`axe.run(document, {runOnly: {type: 'tag', values: ${JSON.stringify(tags)}}, iframes: false})
    .then((run) => run.violations.map((rule) => rule.id + ': ' + rule.nodes[0].html.slice(0, 200))
      .concat(run.passes.length < ${rules} ? ['axe: hardly a rule'] : []))`)
  await browser.page('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: false })
  const wide = await browser.evaluate(`document.scrollingElement.scrollWidth > innerWidth ? document.scrollingElement.scrollWidth + ' pixels' : ''`)
  await browser.page('Emulation.setDeviceMetricsOverride', { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false })
  return wide ? [...faults, 'reflow: ' + wide] : faults
}

await test('the whole interview by keyboard alone and without script gives the facts of the sample', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const page = await serve(program, folder, ['--idle', '10m'])
  const asked = []
  await browser.page('Network.enable')
  browser.listen(({ method, params }) => method === 'Network.requestWillBeSent' && asked.push(params.request.url))
  await browser.page('Emulation.setScriptExecutionDisabled', { value: true })
  await opened(browser, page)
  check(await browser.evaluate('location.href'), `http://127.0.0.1:${page.port}/`, 'the address bar')
  await tabTo(browser, (one) => one.tag === 'BUTTON' && one.label === 'Start')
  await browser.go()
  await interview(browser)
  // The same facts, but for the ids, which nobody sees.
  const made = factsOf(join(folder, 'my-case.xml'),
    [['my-case', 'crohns-disease'], ['provider-1', 'okafor'], ['provider-2', 'lindqvist'], ['recordsRequest-1', 'records-1']])
  const sample = factsOf(join(samples, 'crohns-disease.xml'))
  check(made.filter((line, at) => line !== sample[at]), [], 'facts')
  check(made.length, sample.length, 'facts')
  check(asked.filter((url) => !url.startsWith(`http://127.0.0.1:${page.port}/`) && !url.startsWith('data:')), [], 'outside')
  await page.stop()
})))

await test('every page in both languages: axe-core, 320 pixels, nothing refused by the policy', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'crohns-disease.xml'), join(folder, 'c.xml'))
  const told = []
  await browser.page('Log.enable')
  browser.listen(({ method, params }) => method === 'Log.entryAdded' && told.push(params.entry.text))
  for (const language of ['en', 'es']) {
    const page = await serve(program, folder, ['c.xml', '--language', language])
    await opened(browser, page)
    const pages = ['/', '/check', '/papers', '/import', '/review']
    const interview = readFileSync(join(samples, '../templates/serve/interview.xml'), 'utf8')
    // What is asked for each of several, asked for the first.
    const each = new Set([...interview.matchAll(/<each [\s\S]*?<\/each>/g)].flatMap((part) => [...part[0].matchAll(/<(page|list) id="([^"]+)"/g)].map((found) => found[2])))
    const numbered = (id) => each.has(id) ? id + '-1' : id
    const ids = [...interview.matchAll(/<(page|list) id="([^"]+)"/g)].map((found) => numbered(found[2]))
    const inner = new Set([...interview.matchAll(/<list [\s\S]*?<\/list>/g)].flatMap((list) => [...list[0].matchAll(/<page id="([^"]+)"/g)].map((found) => numbered(found[1]))))
    for (const id of ids) pages.push(`/question?page=${id}` + (inner.has(id) ? '&item=1' : ''))
    pages.push('/question?section=you&view=all')
    for (const target of pages) {
      await browser.open(`http://127.0.0.1:${page.port}${target}`)
      const shown = await browser.evaluate(`document.querySelector('h1')?.textContent ?? ''`)
      if (!shown || /no such page|no existe/.test(shown)) check(shown, 'a page', target)
      check(await browser.evaluate('document.documentElement.lang'), language, target)
      // Whoever looks sees which case it is and which program asks, and is asked for no password that a browser would keep.
      check(await browser.evaluate('document.title.split(" – ").at(-1)'), `carepacket 127.0.0.1:${page.port}`, target)
      check(await browser.evaluate(`document.querySelector('header .whose').textContent`), 'Elena Marie Rivera · crohns-disease', target)
      check(await browser.evaluate('[document.documentElement.translate, document.body.spellcheck]'), [false, false], 'what a service would be sent')
      check(await browser.evaluate(`document.querySelectorAll('input[type=password], [autocomplete]:not([autocomplete=off])').length`), 0, target)
      check(await faultsOf(browser), [], language + ' ' + target)
    }
    await page.stop()
  }
  check(told, [], 'refused')
})))

await test('the pages of a clinic, and those that say what is wrong: axe-core, 320 pixels', (check) => inFolder((folder) => withBrowser(async (browser) => {
  mkdirSync(join(folder, 'cases'))
  for (const name of ['crohns-disease', 'minimal', 'torn-acl']) copyFileSync(join(samples, name + '.xml'), join(folder, 'cases', name + '.xml'))
  writeFileSync(join(folder, 'cases/broken.xml'), '<case')
  for (const language of ['en', 'es']) {
    const page = await serve(program, folder, ['cases', '--language', language])
    await opened(browser, page)
    const patients = {}
    for (const [name, to] of await browser.evaluate(`[...document.querySelectorAll('tbody th')].map((one) => [one.querySelector('.hint').textContent, one.querySelector('a').href])`))
      patients[name] = to.split('?')[1]
    await browser.evaluate(`document.getElementById('name').value = 'nobody'`)
    await browser.go(() => browser.evaluate(`document.querySelector('.find button').click()`))
    check(await faultsOf(browser), [], language + ' found')
    for (const target of ['/patients', '/patients?show=missing', '/?' + patients.minimal, '/check?' + patients['torn-acl'], '/print-again',
      '/check?' + patients.broken, '/nothing', '/papers?patient=nobody']) {
      await browser.open(`http://127.0.0.1:${page.port}${target}`)
      check(await browser.evaluate('document.querySelectorAll("h1").length'), 1, target)
      check(await faultsOf(browser), [], language + ' ' + target)
    }
    // Without its cookie, which any server of the machine can take away, there are words and a way on.
    await browser.page('Network.clearBrowserCookies')
    await browser.open(`http://127.0.0.1:${page.port}/check?` + patients.minimal)
    check(await browser.evaluate('document.querySelector("h1").textContent'), language === 'en' ? 'Your case is not shown here' : 'Aquí no se muestra su caso')
    check(await faultsOf(browser, 10), [], language + ' turned away')
    await page.stop()
  }
})))

await test('dark, and at 400 % zoom, each sort of page is as good', (check) => inFolder((folder) => withBrowser(async (browser) => {
  writeFileSync(join(folder, 'c.xml'), readFileSync(join(samples, 'crohns-disease.xml'), 'utf8').replace('<medication status="current">', '<medication status="current" checked="no">'))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] })
  for (const target of ['/', '/check', '/papers', '/review', '/import', '/question?page=name', '/question?page=doctors', '/question?page=bank', '/nothing']) {
    // 1280 pixels at 400 %: a fourth of them in each direction.
    await browser.page('Emulation.setDeviceMetricsOverride', { width: 320, height: 256, deviceScaleFactor: 4, mobile: false })
    await browser.open(`http://127.0.0.1:${page.port}${target}`)
    check(await browser.evaluate(`document.scrollingElement.scrollWidth > innerWidth`), false, target)
    check(await browser.evaluate(`getComputedStyle(document.body).backgroundColor`), 'rgb(18, 24, 30)', target)
    check(await faultsOf(browser), [], target)
  }
  await page.stop()
})))

await test('an error is spoken: on top with a link, beside the field, in the words of the program', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'crohns-disease.xml'), join(folder, 'c.xml'))
  const before = readFileSync(join(folder, 'c.xml'), 'utf8')
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=born`)
  await browser.evaluate(`document.getElementById('born-0').value = '13'`)
  await browser.evaluate(`document.getElementById('born-0').focus()`)
  await browser.go()
  check(await browser.evaluate('document.title.startsWith("Error: When was the patient born?")'), true)
  check(await browser.evaluate('document.activeElement.id'), 'errors', 'the focus')
  check(await browser.evaluate(`document.querySelector('#errors a').getAttribute('href')`), '#born-0')
  check(await browser.evaluate(`document.querySelector('#errors a').textContent`),
    "This is no date. Write the month as a number or by its name, then the day, then the year with four figures: 3 14 2026. [E104]")
  check(await browser.evaluate(`document.getElementById(document.querySelector('fieldset.date').getAttribute('aria-describedby').split(' ').at(-1)).textContent.includes('[E104]')`), true)
  check(await browser.evaluate(`document.getElementById('born-0').value`), '13', 'what was typed')
  check(await faultsOf(browser), [])
  check(readFileSync(join(folder, 'c.xml'), 'utf8'), before)
  await page.stop()
})))

await test('a page of another server can send, read and frame nothing', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'minimal.xml'), join(folder, 'c.xml'))
  const before = readFileSync(join(folder, 'c.xml'), 'utf8')
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  const own = `http://127.0.0.1:${page.port}`
  const { fields } = await (async () => { page.cookie = ''; return { fields: await browser.evaluate(`({ key: document.querySelector('[name=key]').value })`) } })()
  const other = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>other</title><form id="f" method="post" action="${own}/answer"><input name="key" value="${fields.key}"><input name="page" value="name">
      <input name="name:1" value="Mallory"></form><iframe id="i" src="${own}/"></iframe><img id="p" src="${own}/style.css"><script src="${own}/page.js"></script>`)
  })
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  const answered = []
  await browser.page('Network.enable')
  browser.listen(({ method, params }) => method === 'Network.responseReceived' && answered.push(params.response))
  await browser.open(`http://127.0.0.1:${other.address().port}/`)
  check(await browser.evaluate(`fetch('${own}/check', {credentials: 'include'}).then(() => 'read', () => 'refused')`), 'refused', 'fetch')
  check(await browser.evaluate(`fetch('${own}/check', {credentials: 'include', mode: 'no-cors'}).then((a) => a.type, () => 'refused')`), 'refused', 'fetch without CORS')
  check(answered.filter((one) => one.url === own + '/').map((one) => one.status), [403], 'frame')
  check(answered.filter((one) => one.status === 200 && one.url.startsWith(own)), [], 'anything')
  await browser.go(() => browser.evaluate(`document.getElementById('f').submit()`))
  check(readFileSync(join(folder, 'c.xml'), 'utf8'), before)
  other.close()
  await page.stop()
})))

await test('the cookie, which any server of this machine is sent, is of no use to another user', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'minimal.xml'), join(folder, 'c.xml'))
  const before = readFileSync(join(folder, 'c.xml'), 'utf8')
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  let cookie = ''
  const other = createServer((request, response) => { cookie ||= request.headers.cookie ?? ''; response.end('<title>other</title>') })
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  await browser.open(`http://127.0.0.1:${other.address().port}/`)
  other.close()
  check(new RegExp(`^carepacket-${page.port}=[0-9a-f]{64}$`).test(cookie), true, 'cookies know no ports')
  const get = `GET /check HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${cookie}\r\n\r\n`
  const body = 'page=name&name%3A1=Mallory'
  const post = `POST /answer HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${cookie}\r\nOrigin: http://127.0.0.1:${page.port}\r\n` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const script = `const s = require('net').connect(${page.port}, '127.0.0.1', () => s.write(process.argv[1]))
    let all = ''; s.on('data', (b) => { all += b }); s.on('error', () => {}); s.on('close', () => process.stdout.write('[' + all + ']'))`
  for (const bytes of [get, post]) {
    if (process.getuid() === 0)  // else nobody can be played
      check(spawnSync(process.execPath, ['-e', script, bytes], { uid: 65534, gid: 65534, cwd: '/' }).stdout.toString(), '[]', 'another user')
  }
  // A program of the same user may read the case as it is; a form of ours it has not.
  check(/^HTTP\/1.1 303 [\s\S]*\r\nLocation: \/told\?/.test(await page.raw(post)), true, 'without the key of a form')
  check(readFileSync(join(folder, 'c.xml'), 'utf8'), before)
  await page.stop()
})))

await test('what is typed goes to the program that made the page, and to nobody who has its port afterwards', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'minimal.xml'), join(folder, 'c.xml'))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=goal&item=1`)
  await browser.evaluate(`document.getElementById('goal-0').select()`)
  await browser.type('CanaryGoal')
  await page.stop()
  const sent = []
  const other = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes) => { body += bytes })
    request.on('end', () => { sent.push(request.method + body); response.end('ok') })
  })
  for (const isThere of [false, true]) {
    if (isThere) await new Promise((resolve) => other.listen(page.port, '127.0.0.1', resolve))
    await browser.evaluate(`document.querySelector('main button[value=next]').click()`)
    while (!await browser.evaluate(`document.activeElement.id === 'ended'`)) await new Promise((resolve) => setTimeout(resolve, 20))
    check(await browser.evaluate(`document.getElementById('ended').innerText.startsWith('carepacket is not open any more.')`), true)
    check(await browser.evaluate(`document.getElementById('goal-0').value`), 'CanaryGoal', 'what was typed')
    check(await faultsOf(browser), [])
    await browser.evaluate(`document.getElementById('goal-0').focus()`)
  }
  check([sent.length > 0, sent.filter((one) => one !== 'GET')], [true, []], 'what the other one was sent')
  other.close()
})))

await test('what was typed and not sent is asked about before another button of the page takes it away', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'minimal.xml'), join(folder, 'c.xml'))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=goal&item=1`)
  let asked = () => {}
  browser.listen(({ method, params }) => method === 'Page.javascriptDialogOpening' && asked(params.type))
  for (const which of ['form[action^="/language"] button', 'form[action^="/close"] button']) {
    check(await browser.evaluate(`!!document.querySelector('${which}')`), true, which)
    const dialog = new Promise((resolve) => { asked = resolve })
    await browser.evaluate(`document.getElementById('goal-0').select()`)
    await browser.keys.tab()
    await browser.evaluate(`document.getElementById('goal-0').select()`)
    await browser.type('CanaryGoal')
    await browser.evaluate(`document.querySelector('${which}').click()`)
    check(await dialog, 'beforeunload', which)
    await browser.page('Page.handleJavaScriptDialog', { accept: false })
    check(await browser.evaluate(`document.getElementById('goal-0').value`), 'CanaryGoal', which)
  }
  await page.stop()
}, true)))

await test('what was sent and is wrong is asked about before a link of the page takes it away', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'minimal.xml'), join(folder, 'c.xml'))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=born`)
  let asked = () => {}
  browser.listen(({ method, params }) => method === 'Page.javascriptDialogOpening' && asked(params.type))
  const dialog = new Promise((resolve) => { asked = resolve })
  await browser.keys.tab()
  await browser.evaluate(`document.querySelector('main input[type=text], main input:not([type])').select()`)
  await browser.type('CanaryMonth')
  await browser.evaluate(`document.querySelector('main button[value=next]').click()`)
  while (!await browser.evaluate(`!!document.getElementById('errors')`)) await new Promise((resolve) => setTimeout(resolve, 20))
  await browser.keys.tab()
  const clicked = browser.evaluate(`document.querySelector('a[href^="/papers"]').click()`)
  check(await Promise.race([dialog, clicked.then(() => 'nothing')]), 'beforeunload')
  await browser.page('Page.handleJavaScriptDialog', { accept: false })
  await clicked
  await page.stop()
}, true)))

await test('printed, a page is its words and answers alone', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'crohns-disease.xml'), join(folder, 'c.xml'))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  await browser.page('Emulation.setEmulatedMedia', { media: 'print' })
  const shown = (selector) => browser.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.getClientRects().length).length`)
  for (const target of ['/', '/check', '/papers', '/review', '/question?page=name', '/question?page=doctors']) {
    await browser.open(`http://127.0.0.1:${page.port}${target}`)
    check(await shown('header, nav, footer, aside, iframe, button, .back, .skip, .button, .do'), 0, target)
    check(await shown('h1'), 1, target)
    check(await browser.evaluate(`getComputedStyle(document.body).color + getComputedStyle(document.body).backgroundColor`), 'rgb(0, 0, 0)rgb(255, 255, 255)', target)
  }
  check(await shown('.said') > 0, true, 'what was answered')
  await page.stop()
})))

await test('words that look like markup are words, and no script of theirs runs', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const words = `<script>document.title = "canary"</script>"><img src=x onerror="document.title = 'canary'">{{{x}}}`
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  let text = readFileSync(join(samples, 'crohns-disease.xml'), 'utf8')
  for (const was of ['<given>Elena</given><given>Marie</given>', '<name>Budesonide</name>', '<substance>Penicillin</substance>', '<organization>Miami Valley Digestive Health</organization>', '<text>Start infliximab infusions</text>'])
    text = text.replace(was, was.replace(/>[^<>]+</, '>' + escaped + '<'))
  text = text.replace('<medication status="current">', '<medication status="current" checked="no">')
  writeFileSync(join(folder, 'c.xml'), text)
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  for (const target of ['/', '/check', '/papers', '/review', '/question?page=name', '/question?page=doctors', '/question?page=medicines', '/question?page=medicine&item=1', '/question?page=plan&item=1']) {
    await browser.open(`http://127.0.0.1:${page.port}${target}`)
    await browser.evaluate('new Promise((resolve) => setTimeout(resolve, 50))')
    check(await browser.evaluate(`document.title.startsWith('canary') || document.querySelectorAll('main img, main script').length`), 0, target)
  }
  check(await browser.evaluate(`(() => { const s = document.createElement('script'); s.textContent = 'document.title = "canary"'; document.body.append(s); return document.title === 'canary' })()`), false, 'an inline script')
  await page.stop()
})))

await test('a chart begins a case: what it says is taken, left out or not known', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const page = await serve(program, folder)
  await opened(browser, page)
  await tabTo(browser, (one) => one.label === 'Use a file')
  await browser.go()
  await choose(browser, 'chart', join(samples, 'portal/health-summary.xml'))
  await tabTo(browser, (one) => one.tag === 'BUTTON' && one.label === 'Read the file')
  await browser.go()
  check(['Is this right?', 'You have looked at all of it'].includes(await title(browser)), true, await title(browser))
  const whole = readFileSync(join(folder, 'my-case.xml'), 'utf8')
  const unsure = (text) => text.split('checked="no"').length - 1
  check(unsure(whole) > 1, true, 'entries to look at')
  for (const [at, does] of ['still', 'leave'].entries()) await browser.evaluate(`document.getElementById('entry-${at}-${does}').click()`)
  await browser.evaluate(`document.querySelector('main button[value=next]').focus()`)
  await browser.go()
  const now = readFileSync(join(folder, 'my-case.xml'), 'utf8')
  check([unsure(now), now.split('checked="yes"').length - whole.split('checked="yes"').length], [unsure(whole) - 2, 1])
  await page.stop()
})))

await test('the page in Spanish is whole, and changes its language where it stands', (check) => inFolder((folder) => withBrowser(async (browser) => {
  copyFileSync(join(samples, 'crohns-disease.xml'), join(folder, 'c.xml'))
  const page = await serve(program, folder, ['c.xml', '--language', 'es'])
  await opened(browser, page)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=doctor&item=2`)
  await expect(browser, '¿Quién es?')
  check(await tabTo(browser, (one) => one.tag === 'BUTTON' && one.label === 'English') !== false, true)
  await browser.go()
  check(await browser.evaluate('location.pathname + location.search'), '/question?page=doctor&item=2')
  await expect(browser, 'Who is it?')
  await tabTo(browser, (one) => one.tag === 'BUTTON' && one.label === 'Español')
  await browser.go()
  await browser.evaluate(`document.getElementById('doctor-4').focus()`)
  await browser.evaluate(`document.getElementById('doctor-4').value = 'Lindqvist Soto'`)
  await browser.go()
  await expect(browser, '¿Dónde trabaja?')
  check(readFileSync(join(folder, 'c.xml'), 'utf8').includes('<family>Lindqvist Soto</family>'), true)
  await browser.open(`http://127.0.0.1:${page.port}/question?page=born`)
  await browser.evaluate(`document.getElementById('born-0').value = '13'`)
  await browser.evaluate(`document.getElementById('born-0').focus()`)
  await browser.go()
  check(await browser.evaluate(`document.querySelector('#errors a').textContent`),
    "Esto no es una fecha. Escriba el mes con un número o con su nombre, después el día y después el año con cuatro cifras: 3 14 2026. [E104]")
  await page.stop()
})))

/** The files of a folder that hold a word, as UTF-8 or as the UTF-16 that browsers also write. */
function filesWith(folder, word) {
  const forms = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word.toLowerCase())]
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name)).filter((file) => { const bytes = readFileSync(file); return forms.some((form) => bytes.includes(form)) })
}

await test('when the page is closed, nothing of the case is left in the browser', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const canary = 'Canary' + 'Kx7Qz'
  // Of everybody, in every place that a page is called by: patient, doctors, the case itself.
  writeFileSync(join(folder, 'c.xml'), readFileSync(join(samples, 'crohns-disease.xml'), 'utf8')
    .replace('id="crohns-disease"', `id="${canary}"`).replaceAll(/<family>[^<]*</g, `<family>${canary}<`).replaceAll('Budesonide', canary))
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  for (const target of ['/', '/check', '/papers', '/question?page=items-1', '/question?page=treatments-2', '/question?page=medicine&item=1', '/paper?kind=first-words', '/paper?kind=transfer-letter', '/review', '/question?page=name']) {
    await browser.open(`http://127.0.0.1:${page.port}${target}`)
    check(await browser.evaluate(`document.title.includes('${canary}')`), false, target)
  }
  check(await browser.evaluate(`document.body.innerHTML.includes('${canary}')`), true)
  // What is typed and sent is not offered to whoever sits here next.
  for (const [at, typed] of [[1, 'CanaryGiven'], [3, 'CanaryFamily']]) {
    await browser.evaluate(`document.getElementById('name-${at}').select()`)
    await browser.type(typed)
  }
  await browser.go(() => browser.evaluate(`document.querySelector('main button[value=next]').click()`))
  check(readFileSync(join(folder, 'c.xml'), 'utf8').includes('CanaryFamily'), true)
  check(await browser.evaluate('localStorage.length + sessionStorage.length'), 0)
  await tabTo(browser, (one) => one.tag === 'BUTTON' && one.label === 'Stop for now')
  await browser.go()
  await expect(browser, 'You can close this window')
  check(await page.ended, { code: 0, signal: null })
  await browser.evaluate('history.back()').catch(() => {})  // who goes away at once gives no answer
  await browser.evaluate('new Promise((resolve) => setTimeout(resolve, 500))').catch(() => {})
  check(await browser.evaluate(`document.documentElement.innerHTML.includes('${canary}')`), false, 'Back')
  await browser.quit()
  check(filesWith(browser.profile, `127.0.0.1:${page.port}/papers`).some((file) => file.endsWith('/History')), true, 'what a browser keeps')
  for (const word of [canary, 'CanaryGiven', 'CanaryFamily']) check(filesWith(browser.profile, word), [], word)
})))

await test('what was typed and could not be saved is shown, and not left in the browser', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const file = join(folder, 'c.xml')
  copyFileSync(join(samples, 'crohns-disease.xml'), file)
  writeFileSync(join(folder, 'bad.zip'), 'PK\x03\x04xx')
  writeFileSync(join(folder, 'note.txt'), 'no record')
  const page = await serve(program, folder, ['c.xml'])
  await opened(browser, page)
  /** Types into the field of that id and sends its form. @returns what stands there on the next page, and whether it was asked for by GET */
  const send = async (target, id, words, prepare = () => {}) => {
    await browser.open(`http://127.0.0.1:${page.port}${target}`)
    await prepare()
    await browser.evaluate(`document.getElementById('${id}').select()`)
    await browser.type(words)
    await browser.go(() => browser.evaluate(`(() => { const form = document.getElementById('${id}').form; form.requestSubmit(form.querySelector('button')) })()`))
    return browser.evaluate(`[location.pathname, document.querySelectorAll('#errors').length, document.body.innerText.includes('${words}') || document.getElementById('${id}')?.value === '${words}']`)
  }
  check(await send('/question?page=born', 'born-0-y', 'CanaryFault'), ['/told', 1, true], 'a fault')
  check(await faultsOf(browser), [], 'a fault')
  check(await send('/question?page=condition', 'condition-0', 'CanaryConflict', () => writeFileSync(file, readFileSync(file, 'utf8').replace("<text>Crohn's disease", '<text>Colitis'))), ['/told', 1, true], 'a conflict')
  check(await faultsOf(browser), [], 'a conflict')
  check(await send('/import', 'password', 'CanaryPassword', () => choose(browser, 'chart', join(folder, 'bad.zip'))), ['/told', 1, true], 'no chart')
  check(await browser.evaluate(`document.getElementById('chart').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).className)`), ['hint', 'error'])
  check(await faultsOf(browser), [], 'no chart')
  check(await send('/question?page=attachments', 'what', 'CanaryRecord', () => choose(browser, 'record', join(folder, 'note.txt'))), ['/told', 1, true], 'no record')
  check(await faultsOf(browser), [], 'no record')
  await browser.page('Page.reload')
  await browser.next()
  check(await browser.evaluate(`document.getElementById('what').value`), 'CanaryRecord', 'again')
  await browser.quit()
  check(filesWith(browser.profile, `127.0.0.1:${page.port}/told`).length > 0, true, 'what a browser keeps')
  for (const word of ['CanaryFault', 'CanaryConflict', 'CanaryPassword', 'CanaryRecord']) check(filesWith(browser.profile, word), [], word)
  await page.stop()
})))

await test('of a clinic no name is left in the browser, nor what was searched for', (check) => inFolder((folder) => withBrowser(async (browser) => {
  const canary = 'Canary' + 'Wj4Pd'
  mkdirSync(join(folder, 'cases'))
  writeFileSync(join(folder, 'cases', canary + '-hiv.xml'), readFileSync(join(samples, 'minimal.xml'), 'utf8').replace(/<name[ >][\s\S]*?<\/name>/, `<name><text>${canary}</text></name>`))
  const page = await serve(program, folder, ['cases'])
  await opened(browser, page)
  await browser.evaluate(`document.getElementById('name').focus()`)
  await browser.type(canary)
  await browser.go()
  check(await browser.evaluate(`document.querySelector('tbody').textContent.includes('${canary}')`), true, 'found')
  await browser.go(() => browser.evaluate(`document.querySelector('tbody a').click()`))
  check(await browser.evaluate(`document.querySelector('header .whose').textContent`), canary + ' · ' + canary + '-hiv')
  const patient = await browser.evaluate('location.search')
  for (const target of ['/question' + patient + '&page=name', '/check' + patient, '/papers' + patient]) await browser.open(`http://127.0.0.1:${page.port}${target}`)
  // A chart that is sent is called by its path, and that may name somebody.
  const chart = join(folder, canary + '.xml')
  copyFileSync(join(samples, 'portal/health-summary.xml'), chart)
  await browser.open(`http://127.0.0.1:${page.port}/patients`)
  await choose(browser, 'charts', chart)
  await browser.go(() => browser.evaluate(`document.querySelector('form[action="/import-patients"] button').click()`))
  check(await browser.evaluate(`[location.pathname, document.querySelector('main li').innerText.split('\\n')[0]]`), ['/told', 'Elena Rivera ' + canary])
  check(await faultsOf(browser), [], 'charts')
  await browser.quit()
  check(filesWith(browser.profile, `127.0.0.1:${page.port}/papers`).some((file) => file.endsWith('/History')), true, 'what a browser keeps')
  check(filesWith(browser.profile, canary), [])
  await page.stop()
})))

end()
