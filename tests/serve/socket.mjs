// The page over a real socket: node socket.mjs CAREPACKET. What a browser would never send, and who may not come in.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { end, formsTo, inFolder, links, opened as openedWith, openedAt as openedWithCase, sample, serve, test } from './program.mjs'

const program = process.argv[2]
const isRoot = process.getuid() === 0
const opened = (work, words) => openedWith(program, work, words)
const openedAt = (name, work) => openedWithCase(program, sample(name), work)

await test('only loopback is listened to, at one socket', (check) => opened(async (page) => {
  const port = page.port.toString(16).toUpperCase().padStart(4, '0')
  const rows = ['tcp', 'tcp6'].filter((name) => existsSync('/proc/net/' + name))
    .flatMap((name) => readFileSync('/proc/net/' + name, 'utf8').split('\n').map((row) => row.trim().split(/\s+/)))
    .filter((row) => row[3] === '0A' && row[1]?.endsWith(':' + port))
  check(rows.map((row) => row[1]), ['0100007F:' + port])
  for (const one of Object.values(networkInterfaces()).flat().filter((one) => one.family === 'IPv4' && !one.internal)) {
    const refused = await new Promise((resolve) => {
      const socket = connect(page.port, one.address, () => { socket.destroy(); resolve('connected') })
      socket.on('error', (error) => resolve(error.code))
    })
    check(refused, 'ECONNREFUSED', one.address)
  }
}))

await test('another user of the machine is gone before a byte', (check) => opened(async (page) => {
  if (!isRoot) return  // nobody else can be played
  const asked = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\n\r\n`
  const script = `const s = require('net').connect(${page.port}, '127.0.0.1', () => s.write(${JSON.stringify(asked)}))
    let all = ''; s.on('data', (b) => { all += b }); s.on('error', () => {}); s.on('close', () => process.stdout.write('[' + all + ']'))`
  const other = spawnSync(process.execPath, ['-e', script], { uid: 65534, gid: 65534, cwd: '/' })
  check(other.stdout.toString(), '[]')
  check((await page.get('/')).status, 200)
}))

await test('the key opens once, and the address it leads to has none', (check) => inFolder(async (folder) => {
  const page = await serve(program, folder)
  check((await page.get('/')).status, 403, 'without a cookie')
  const first = await page.open()
  check(first.status, 200)
  check(/url=\/"/.test(first.body), true)
  check(first.body.includes(page.key), false)
  check(/^Referrer-Policy: no-referrer\r$/m.test(first.text), true)
  check(/^Set-Cookie: carepacket-\d+=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict\r$/m.test(first.text), true)
  check((await page.get('/open?key=' + page.key)).status, 403, 'again')
  check((await page.get('/')).status, 200)
  await page.stop()
}))

await test('at the end it is said where the case is, or that nothing was saved', (check) => inFolder(async (folder) => {
  for (const [there, said] of [[false, 'Nothing was saved.'], [true, 'Your case is in mine.xml']]) {
    if (there) writeFileSync(join(folder, 'mine.xml'), '<case>')
    const page = await serve(program, folder, ['mine.xml'])
    await page.stop()
    check(page.said().endsWith('The page is closed. ' + said + '\n'), true, page.said())
  }
  check(readFileSync(join(folder, 'mine.xml'), 'utf8'), '<case>')
}))

await test('twenty wrong keys end the page', (check) => inFolder(async (folder) => {
  const page = await serve(program, folder)
  for (let i = 0; i < 20; ++i) check((await page.get('/open?key=' + 'a'.repeat(64))).status, 403)
  check((await page.ended).code, 4)
  check(page.told(), 'carepacket: error[E874]: somebody tried too many wrong keys: the page is closed\n')
}))

await test('another host is told nothing', (check) => opened(async (page) => {
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1:1', `localhost:${page.port}`, null]) {
    const answer = await page.get('/', { Host: host })
    check([answer.status, answer.body], [421, ''], host)
  }
  const two = await page.raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\n\r\n`)
  check(/^HTTP\/1.1 (421|400) /.test(two), true, 'two hosts')
}))

await test('a form of another site, or of nobody, changes nothing', (check) => opened(async (page, folder) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const file = join(folder, 'my-case.xml'), before = readFileSync(file, 'utf8')
  const { fields } = await page.form('/question?page=name')
  const answer = { ...fields, 'name:1': 'Mallory', do: 'next' }
  for (const origin of ['http://evil.example', 'null', null, 'http://127.0.0.1:1'])
    check((await page.post('/answer', answer, { Origin: origin })).status, 403, origin)
  for (const site of ['cross-site', 'same-site'])
    check((await page.post('/answer', answer, { 'Sec-Fetch-Site': site })).status, 403, site)
  check((await page.post('/answer', { ...answer, key: 'wrong' })).status, 403, 'key')
  check((await page.post('/answer', { ...answer, key: '' })).status, 403, 'no key')
  check((await page.post('/answer', answer, { Cookie: 'carepacket-1=x' })).status, 403, 'cookie')
  check(readFileSync(file, 'utf8'), before)
  check((await page.post('/answer', answer)).location, '/question?page=other-names')
  check(readFileSync(file, 'utf8') === before, false)
}))

await test('every answer says that it is kept, framed and read by nobody else', (check) => opened(async (page) => {
  for (const target of ['/', '/check', '/style.css', '/page.js', '/nothing', '/import']) {
    const { text } = await page.get(target)
    for (const header of ['Cache-Control: no-store', 'X-Content-Type-Options: nosniff', 'Cross-Origin-Opener-Policy: same-origin',
      'Cross-Origin-Resource-Policy: same-origin', 'Referrer-Policy: same-origin'])
      check(text.includes(header + '\r\n'), true, target + ' ' + header)
    check(/access-control/i.test(text), false, target)
  }
  const policy = (await page.get('/')).text.match(/^Content-Security-Policy: (.*)\r$/m)[1]
  check(policy, "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
}))

await test('what no browser sends is refused', (check) => opened(async (page) => {
  const head = `Host: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\nOrigin: http://127.0.0.1:${page.port}\r\n`
  const asked = async (bytes) => Number((await page.raw(bytes)).slice(9, 12))
  for (const method of ['TRACE', 'CONNECT', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])
    check(await asked(`${method} / HTTP/1.1\r\n${head}\r\n`), 405, method)
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), 400, 'two lengths')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`), 400, 'two Content-Length')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), 400, 'chunked')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}\r\n`), 400, 'no length')
  check(await asked(`GET / HTTP/1.1\n${head.replaceAll('\r\n', '\n')}\n`), 400, 'bare LF')
  check(await asked('nonsense\r\n\r\n'), 400, 'nonsense')
  check(await asked(`GET / HTTP/1.1\r\n${head}X: ${'a'.repeat(9000)}\r\n\r\n`), 431, 'a long head')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 99999999\r\n\r\n`), 413, 'a long form')
  check(await asked(`POST /import HTTP/1.1\r\n${head}Content-Length: 999999999999\r\n\r\n`), 413, 'a long file')
}))

await test('no address leads to a file', (check) => opened(async (page, folder) => {
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  for (const target of ['/../secret.txt', '/%2e%2e/secret.txt', '//etc/passwd', '/etc/passwd', '/secret.txt', '/my-case.xml',
    '/a%00b', '/style.css/..', '/' + 'a'.repeat(4000), '/question?page=../../etc/passwd', '/download?what=../x', '/paper?kind=..%2f']) {
    const answer = await page.get(target)
    check([answer.status, answer.body.includes('secret</') || answer.body.includes('root:')], [404, false], target)
  }
}))

/** The program as strace sees it: what its calls were while `work` went on. */
const traced = (calls, words, work) => inFolder(async (folder) => {
  const log = join(folder, 'calls')
  const page = await serve(program, folder, words, {}, ['strace', '-f', '-qq', '-e', 'trace=' + calls, '-o', log])
  await page.open()
  await work(page, folder, () => readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('(')))
  await page.post('/close', { key: (await page.form('/import')).fields.key })
  await page.ended
})

await test('the program connects to nothing, whatever it is asked for', (check) => traced('connect,bind', [], async (page, folder, calls) => {
  const { fields } = await page.form('/')
  check((await page.sendFile('/import', fields.key, 'chart', 'a.xml', readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url)))).status, 303, 'a chart')
  for (const target of ['/', '/check', '/papers', '/review', '/report', '/question?page=name', '/paper?kind=first-words', '/download?what=packet', '/nothing'])
    await page.get(target)
  check(calls().filter((line) => line.includes('bind(')).length, 1, 'what strace sees')
  check(calls().filter((line) => line.includes('connect(')), [])
}))

await test('an address that leads to no page opens no file', (check) => traced('open,openat,openat2,stat,newfstatat,access,faccessat2,readlink,execve', [], async (page, folder, calls) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  await page.get('/question?page=name')
  // Who sits at the other end is asked of the system; the case is read, but for addresses of no page.
  const own = (line) => line.includes('"/proc/net/tcp"') || line.includes('AT_EMPTY_PATH')
  const before = calls().length
  await page.get('/question?page=name')
  check(calls().slice(before).some((line) => line.includes('my-case.xml')), true, 'what strace sees')
  const start = calls().length
  for (const target of ['/../my-case.xml', '/%2e%2e/etc/passwd', '//etc/passwd', '/etc/passwd', '/my-case.xml', '/a%00b', '/style.css/..', '/' + 'a'.repeat(4000)])
    check((await page.get(target)).status, 404, target)
  check(calls().slice(start).filter((line) => !own(line)), [])
  for (const target of ['/download?what=../../etc/passwd', '/paper?kind=..%2f..%2fetc%2fpasswd', '/question?page=/etc/passwd']) check((await page.get(target)).status, 404, target)
  check(calls().slice(start).filter((line) => /passwd/.test(line)), [])
}))

await test('memory stays flat: many large forms, and a file that is larger than all the memory there is', (check) => inFolder(async (folder) => {
  // So much may the program have of its own, whatever is sent to it.
  const page = await serve(program, folder, [], {}, ['prlimit', '--data=' + 48 * 1024 * 1024])
  await page.open()
  const { fields } = await page.form('/')
  const own = () => Number(readFileSync(`/proc/${page.child.pid}/status`, 'utf8').match(/RssAnon:\s+(\d+) kB/)[1])
  const form = { ...fields, page: 'name', 'name:1': 'x'.repeat(300_000) }
  const some = async (count) => { for (let i = 0; i < count; ++i) check((await page.post('/answer', form)).status < 500, true) }
  await some(15)
  const before = own()
  await some(30)
  check(own() - before < 4096, true, `${own() - before} KB more`)
  const large = await page.sendFile('/import', fields.key, 'chart', 'a.xml', Buffer.alloc(64 * 1024 * 1024, 'words '))
  check([large.status, /\[E8\d\d\]/.test(await large.text())], [422, true], 'a large file')
  check((await page.get('/')).status, 200)
  await page.stop()
}))

await test('broken forms are told, and change nothing', (check) => opened(async (page) => {
  const { fields } = await page.form('/')
  check((await page.ask('POST', '/begin', { body: 'key=%zz' })).status, 400)
  check((await page.ask('POST', '/import', { headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' })).status, 400)
  check((await page.ask('POST', '/import', { headers: { 'Content-Type': 'text/plain' }, body: 'x' })).status, 400)
  check((await page.post('/answer', { key: fields.key, page: 'nothing' })).status, 404)
  check((await page.post('/answer', { key: fields.key, page: 'doctor', item: '99' })).status, 409)
  check((await page.post('/remove', { key: fields.key, page: 'doctors', item: '1' })).status, 409)
  check((await page.get('/answer')).status, 405)
}))

await test('slow bytes hold nobody up, and a ninth connection waits', (check) => opened(async (page) => {
  const slow = Array.from({ length: 7 }, () => connect(page.port, '127.0.0.1'))
  await Promise.all(slow.map((one) => new Promise((resolve) => one.once('connect', resolve))))
  for (const one of slow) one.write('GET / HT')
  check((await page.get('/')).status, 200, 'an eighth')
  const eighth = connect(page.port, '127.0.0.1')
  await new Promise((resolve) => eighth.once('connect', resolve))
  eighth.write('GET')
  const waits = page.get('/')
  check(await Promise.race([waits, new Promise((resolve) => setTimeout(() => resolve('waits'), 300))]), 'waits')
  slow[0].destroy()
  check((await waits).status, 200)
  for (const one of [...slow, eighth]) one.destroy()
}))

await test('it ends by itself, by its button and by a signal, and leaves nothing behind', (check) => inFolder(async (folder) => {
  const idle = await serve(program, folder, ['--idle', '1s'])
  check(await idle.ended, { code: 0, signal: null }, 'idle')
  const button = await serve(program, folder)
  await button.open()
  const closed = await button.post('/close', { key: (await button.form('/')).fields.key })
  check([closed.status, closed.body.includes('You can close this window')], [200, true])
  check(await button.ended, { code: 0, signal: null }, 'button')
  const signal = await serve(program, folder)
  check(await signal.stop(), { code: 0, signal: null }, 'signal')
  check(readdirSync(folder), [])
}))

await test('the browser is given a private file, and no key', (check) => inFolder(async (folder) => {
  const seen = join(folder, 'seen'), browser = join(folder, 'browser')
  writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > ${seen}.part\nstat -c '%a' "$1" >> ${seen}.part\ncat "$1" >> ${seen}.part\nmv ${seen}.part ${seen}\n`)
  chmodSync(browser, 0o755)
  const child = (await import('node:child_process')).spawn(program, ['serve'],
    { cwd: folder, env: { ...process.env, BROWSER: browser, TMPDIR: folder, XDG_RUNTIME_DIR: folder, LC_ALL: 'C.UTF-8' } })
  let out = ''
  child.stdout.on('data', (bytes) => { out += bytes })
  while (!existsSync(seen)) await new Promise((resolve) => setTimeout(resolve, 20))
  const [file, mode, ...rest] = readFileSync(seen, 'utf8').split('\n')
  check(mode, '600')
  check(statSync(join(file, '..')).mode & 0o777, 0o700)
  const [, port, key] = rest.join('\n').match(/url=http:\/\/127\.0\.0\.1:(\d+)\/open\?key=([0-9a-f]{64})/)
  check([file.includes(key), out.includes(key), out.includes(file)], [false, false, true])
  const answer = await fetch(`http://127.0.0.1:${port}/open?key=${key}`)
  check(answer.status, 200)
  check(existsSync(file), false, 'the file once it is used')
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}))

await test('a port that is taken is told', (check) => opened(async (page, folder) => {
  const other = spawnSync(program, ['serve', '--no-open', '--port', String(page.port)], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  check([other.status, other.stderr.toString()], [4,
    `carepacket: error[E872]: no page can be opened at port ${page.port}: Address already in use\n   = hint: leave out --port: a free one is found\n`])
}))

await test('a file that is changed, broken or gone meanwhile is told', (check) => opened(async (page, folder) => {
  const file = join(folder, 'my-case.xml')
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  writeFileSync(file, '<case id="a"><asOf>')
  const broken = await page.get('/question?page=name')
  check([broken.status, broken.body.includes('my-case.xml:1: ')], [409, true])
  writeFileSync(file, '<html/>')
  check((await page.get('/')).status, 409, 'no case')
  check(readFileSync(file, 'utf8'), '<html/>')
  unlinkSync(file)
  check((await page.get('/')).body.includes('How do you want to begin?'), true)
}))

await test('a folder that may not be written to is told', (check) => inFolder(async (folder) => {
  if (isRoot) return  // whom no folder refuses
  const locked = join(folder, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o500)
  const page = await serve(program, folder, [join(locked, 'mine.xml')])
  await page.open()
  const told = await page.post('/begin', { key: (await page.form('/')).fields.key })
  check([told.status, told.body.includes('[E702]')], [507, true])
  await page.stop()
  chmodSync(locked, 0o700)
}))

await test('a third office has its own records, and an opinion its own treatments', (check) => openedAt('crohns-disease', async (page, text) => {
  for (const [item, holder] of [[2, 'lindqvist'], [3, 'okafor']]) {
    const { fields } = await page.form('/question?page=request&item=' + item)
    check((await page.post('/answer', { ...fields, 'request:0:asked': '1', 'request:0': holder, do: 'next' })).status, 303)
  }
  const third = await page.form('/question?page=items-3')
  check([third.status, third.body.includes('<h1>Which records of Dr. Amara Okafor?</h1>')], [200, true])
  check((await page.get('/question?page=items-2')).body.includes('<h1>Which records of Dr. Henrik Lindqvist?</h1>'), true)
  const { fields } = await page.form('/question?page=item-3&item=1')
  check((await page.post('/answer', { ...fields, 'item-3:0:asked': '1', 'item-3:0': 'imaging', do: 'next' })).location, '/question?page=item-state-3&item=1')
  const requests = text().split('<recordsRequest').slice(1)
  check([requests.length, requests[2].includes('type="imaging"'), requests[1].includes('<item')], [3, true, false])
  const treatment = await page.form('/question?page=treatment-2&item=2')
  check((await page.post('/answer', { ...treatment.fields, 'treatment-2:0': 'Wait & see', do: 'next' })).status, 303)
  check(text().split('<opinion')[2].split('<treatment').length - 1, 2)
  check((await page.get('/question?page=treatments-2')).body.includes('<h1>Which treatments did Dr. Henrik Lindqvist speak of?</h1>'), true)
  check((await page.get('/check')).body.includes('Wait &amp; see'), true)
  for (const id of ['items-4', 'items-25', 'item-4']) check((await page.get(`/question?page=${id}&item=1`)).status, 404, id)
}))

await test('questions of the bank are chosen and taken back, and a person\'s own stay', (check) => openedAt('crohns-disease', async (page, text) => {
  const own = text().match(/<question [^>]*>[^<]*<\/question>/g)
  const choose = async (boxes) => {
    const { fields } = await page.form('/question?page=bank')
    const all = new URLSearchParams({ ...fields, do: 'next' })
    for (const at of [0, 1, 2, 3]) all.append(`bank:${at}:asked`, '1')
    for (const [at, id] of boxes) all.append('bank:' + at, id)
    return page.ask('POST', '/answer', { body: all.toString() })
  }
  check((await choose([[0, 'what-else'], [1, 'if-i-wait']])).location, '/question?page=opinions')
  check(text().match(/<question ref="[^"]*"/g), ['<question ref="what-else"', '<question ref="if-i-wait"'])
  const list = await page.get('/question?page=questions')
  check([list.body.includes('What else could it be?'), links(list.body.slice(list.body.indexOf('What else could it be?'))).Change], [true, '/question?page=bank'])
  check(/value="what-else" checked/.test((await page.get('/question?page=bank')).body), true)
  check((await choose([[1, 'if-i-wait'], [3, 'nonsense']])).status, 422, 'a question that there is not')
  await choose([[1, 'if-i-wait']])
  check(text().match(/<question ref="[^"]*"/g), ['<question ref="if-i-wait"'], 'one is taken back')
  check(own.every((one) => text().includes(one)), true)
}))

await test('what another stage needs is folded, with the papers that want it, and can be answered all the same', (check) => openedAt('minimal', async (page, text) => {
  const before = await page.get('/')
  const folded = (body) => Object.keys(links(body.match(/<details>[\s\S]*?<\/details>/)?.[0] ?? ''))
  check(folded(before.body), ['Which records do you have as files?', 'What matters most to you?', 'What have you decided?'])
  check(/What have you decided\?<\/a><p class="needed">Needed for: Making the decision/.test(before.body), true)
  // Opinions are the last thing before the cover; those questions are passed over.
  check(links((await page.get('/question?page=opinions')).body)['Skip this question'], '/question?page=label')
  check((await page.get('/question?page=label')).body.includes('href="/question?page=opinions"'), true, 'Back')
  const { fields } = await page.form('/question?page=decision')
  check((await page.post('/answer', { ...fields, 'decision:0:asked': '1', 'decision:0': 'undecided', do: 'next' })).status, 303)
  check(text().includes('path="undecided"'), true)
}))

await test('what a draft lacks stands on its first page, until it is said', (check) => opened(async (page) => {
  const { fields } = await page.form('/')
  await page.sendFile('/import', fields.key, 'chart', 'a.xml', readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url)))
  const lacking = async () => Object.keys(links((await page.get('/')).body.match(/<div class="errors">[\s\S]*?<\/div>/)?.[0] ?? ''))
  check(await lacking(), ['Say what the second opinion is about', 'Say who your doctor is now', 'Look at what your file says'])
  const condition = await page.form('/question?page=condition')
  await page.post('/answer', { ...condition.fields, 'condition:0': 'Asthma', do: 'next' })
  check(await lacking(), ['Say who your doctor is now', 'Look at what your file says'])
  const names = [...(await page.get('/question?page=doctors')).body.matchAll(/<div class="said">([^<]*)</g)].map((found) => found[1])
  check(names.filter((name) => { const parts = name.split(' – '); return new Set(parts).size < parts.length }), [], 'a name said twice')
}))

await test('far along, the reasons are not asked again', (check) => openedAt('crohns-disease', async (page) => {
  check(/<details>[\s\S]*Why do you want a second opinion\?/.test((await page.get('/')).body), true)
  check(links((await page.get('/question?page=symptoms')).body)['‹ Back'] ?? links((await page.get('/question?page=symptoms')).body).Back, '/question?page=goals')
}))

await test('a case that is damaged from the start is told, line by line, and left as it is', (check) => inFolder(async (folder) => {
  for (const [bytes, said] of [['<case id="a">\n  <asOf>2026-11-20</asOf>\n  <patient>\n</case>\n', /c\.xml:4: .*\[E10\d\]/], ['%PDF-1.7\n', />c\.xml is a PDF[^[]* \[E101\]/], ['<html/>', /c\.xml holds no case\. [^[]* \[E875\]/]]) {
    writeFileSync(join(folder, 'c.xml'), bytes)
    const page = await serve(program, folder, ['c.xml'])
    await page.open()
    for (const target of ['/', '/question?page=name', '/papers']) {
      const shown = await page.get(target)
      check([shown.status, said.test(shown.body)], [409, true], target)
    }
    check(readFileSync(join(folder, 'c.xml'), 'utf8'), bytes)
    await page.stop()
  }
}))

await test('damaged charts are told through the form, and nothing of them is kept', (check) => opened(async (page, folder) => {
  const key = (await page.form('/')).fields.key
  const send = (name, bytes) => page.sendFile('/import', key, 'chart', name, bytes)
  const deep = '<a>'.repeat(300)
  const cases = [['a.zip', Buffer.from('PK\x03\x04broken')], ['b.xml', Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget>')],
    ['c.json', Buffer.from('['.repeat(100000))], ['d.xml', Buffer.from(`<!DOCTYPE x [<!ENTITY a "${'a'.repeat(99)}">]><ClinicalDocument xmlns="urn:hl7-org:v3">&a;</ClinicalDocument>`)],
    ['e.xml', Buffer.from(deep)], ['f.bin', Buffer.from([0, 1, 2, 255, 254])], ['../../g.pdf', Buffer.from('%PDF-1.4')], ['', Buffer.alloc(0)]]
  for (const [name, bytes] of cases) {
    const answer = await send(name, bytes)
    check([answer.status, /\[E8\d\d\]|Choose a file first/.test(await answer.text())], [422, true], name)
  }
  check(existsSync(join(folder, 'my-case.xml')), false)
  check(readdirSync(folder).filter((name) => !name.startsWith('carepacket-')), [])
  check(readdirSync(join(folder, readdirSync(folder)[0])), [], 'uploads left behind')
}))

await test('a thousand requests over a hundred cases, four at a time: nobody sees another', (check) => inFolder(async (folder) => {
  const cases = join(folder, 'cases')
  mkdirSync(cases)
  const minimal = sample('minimal')
  for (let i = 0; i < 100; ++i)
    writeFileSync(join(cases, `case-${i}.xml`), minimal.replace(/id="[^"]*"/, `id="case-${i}"`).replace(/<name[ >][\s\S]*?<\/name>/, `<name><text>Canary${i}x</text></name>`))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const targets = ['/', '/check', '/question?page=name', '/paper?kind=first-words', '/question?page=born']
  let mixed = 0, own = 0, next = 0
  const one = async () => {
    while (next < 1000) {
      const at = next++, who = (at * 37) % 100, target = targets[at % targets.length]
      const { body } = await page.get(target + (target.includes('?') ? '&' : '?') + `patient=case-${who}`)
      const seen = [...body.matchAll(/Canary(\d+)x/g)].map((found) => Number(found[1]))
      mixed += seen.some((other) => other !== who) ? 1 : 0
      own += seen.includes(who) ? 1 : 0
    }
  }
  await Promise.all([one(), one(), one(), one()])
  check(mixed, 0)
  check(own >= 400, true, `${own} pages with the name`)
  await page.stop()
}))

await test('nobody attaches to the program, and it leaves no core', (check) => opened(async (page) => {
  const limits = readFileSync(`/proc/${page.child.pid}/limits`, 'utf8')
  check(/Max core file size +0 +0 /.test(limits), true)
  if (!isRoot) check((() => { try { readFileSync(`/proc/${page.child.pid}/mem`); return 'read' } catch (error) { return error.code } })(), 'EACCES')
}))

await test('the page of a folder finds patients, adds charts, and makes all packets', (check) => inFolder(async (folder) => {
  const cases = join(folder, 'cases'), samples = new URL('../../samples/', import.meta.url)
  mkdirSync(cases)
  for (const name of ['minimal', 'crohns-disease']) writeFileSync(join(cases, name + '.xml'), readFileSync(new URL(name + '.xml', samples)))
  writeFileSync(join(cases, 'broken.xml'), '<case')
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const rows = async (query) => [...(await page.get('/patients' + query)).body.matchAll(/<span class="hint">([^<]*)</g)].map((found) => found[1])
  check((await page.get('/')).location, '/patients')
  check(await rows(''), ['broken', 'crohns-disease', 'minimal'])
  check(await rows('?name=rivera'), ['crohns-disease'])
  check(await rows('?show=missing'), ['broken'])
  check(await rows('?show=changed'), ['crohns-disease', 'minimal'])
  check((await page.get('/?patient=../secret')).status, 404)
  check((await page.get('/check?patient=broken')).status, 409)
  const { fields } = await page.form('/patients')
  check((await page.post('/make-all', fields)).location, '/patients')
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  check((await page.get('/patients')).body.includes('Packets made: 2. Not made: 1. Unchanged since the last time: 0. They are in cases/out.'), true)
  check(await rows('?show=changed'), [])
  check(existsSync(join(cases, 'out/crohns-disease/packet.pdf')), true)
  const chart = readFileSync(new URL('portal/health-summary.xml', samples))
  const add = () => page.sendFile('/import-patients', fields.key, 'chart', 'new one.xml', chart).then((answer) => answer.text())
  check((await add()).includes('href="/review?patient=new-one"'), true)
  check((await add()).includes('[E703]'), true, 'the same again')
  check(await rows('?show=check'), ['new-one'])
  await page.stop()
}))

await test('a table is shown row by row as it is now, and is never written to', (check) => inFolder(async (folder) => {
  const clinic = new URL('../../samples/clinic/', import.meta.url)
  for (const name of ['rows.csv', 'columns.xml', 'shared.xml', 'logo.png']) writeFileSync(join(folder, name), readFileSync(new URL(name, clinic)))
  const page = await serve(program, folder, ['rows.csv', '--columns', 'columns.xml', '--shared', 'shared.xml'])
  await page.open()
  const rows = async (query = '') => [...(await page.get('/patients' + query)).body.matchAll(/<span class="hint">([^<]*)</g)].map((found) => found[1])
  const before = readFileSync(join(folder, 'rows.csv'), 'utf8'), ids = await rows()
  check(ids.length, 30)
  check((await page.get('/patients')).body.includes('action="/import-patients"'), false, 'a row is added in the table')
  const patient = ids[0], of = (target) => target + (target.includes('?') ? '&' : '?') + 'patient=' + patient
  check((await page.get(of('/'))).location, of('/papers'))
  check([(await page.get(of('/papers'))).status, (await page.get(of('/download?what=packet'))).text.includes('%PDF-')], [200, true])
  const answers = await page.get(of('/check'))
  check([answers.status, answers.body.includes('>Change<')], [200, false])
  check((await page.get(of('/question?page=name'))).body.includes('This patient is a row of a table'), true)
  const { fields } = await page.form('/patients')
  for (const target of ['/answer', '/begin', '/remove', '/settle', '/undo', '/import'])
    check((await page.post(target, { key: fields.key, patient, page: 'name', 'name:1': 'Mallory' })).status, 409, target)
  check((await page.get('/papers?patient=../rows')).status, 404)
  await page.post('/make-all', { key: fields.key })
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  check(existsSync(join(folder, 'out', patient, 'packet.pdf')), true)
  check((await rows('?show=changed')).includes(patient), false, 'after all are made')
  check(readFileSync(join(folder, 'rows.csv'), 'utf8'), before)
  const lines = before.split('\n')
  writeFileSync(join(folder, 'rows.csv'), lines.filter((_, at) => at !== 1 && at !== 2).join('\n'))
  check(await rows(), ids.slice(1), 'the table has changed')
  writeFileSync(join(folder, 'rows.csv'), 'no such heading\nx\n')
  const broken = await page.get('/patients')
  check([broken.status, /\[E9\d\d\]/.test(broken.body)], [409, true])
  await page.stop()
}))

await test('of a clinic, the pages that look otherwise are printed again, as one file', (check) => inFolder(async (folder) => {
  mkdirSync(join(folder, 'cases'))
  for (const name of ['minimal', 'crohns-disease', 'torn-acl']) writeFileSync(join(folder, 'cases', name + '.xml'), sample(name))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  check((await page.get('/print-again')).status, 404, 'nothing is there')
  const { fields } = await page.form('/patients')
  await page.post('/make-all', { key: fields.key })
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  check((await page.get('/print-again')).status, 404, 'nothing has changed')
  for (const name of ['crohns-disease', 'torn-acl'])
    writeFileSync(join(folder, 'cases', name + '.xml'), sample(name).replace(/\(\d{3}\) 555-0\d\d\d/, '(937) 555-0177'))
  const again = join(folder, 'again.pdf')
  const sent = await page.get('/print-again')
  check([sent.status, /filename="print-again\.pdf"/.test(sent.head)], [200, true])
  writeFileSync(again, Buffer.from(sent.text.slice(sent.text.indexOf('\r\n\r\n') + 4), 'latin1'))
  const text = execFileSync('pdftotext', ['-layout', again, '-']).toString()
  check(text.includes('(937) 555-0177'), true)
  const pages = Number(execFileSync('pdfinfo', [again]).toString().match(/Pages:\s+(\d+)/)[1])
  // What make says for each of the two, added up.
  let said = 0
  for (const name of ['crohns-disease', 'torn-acl']) {
    const one = join(folder, name + '-again.pdf')
    execFileSync(program, ['make', join(folder, 'cases', name + '.xml'), '-o', join(folder, 'cases/out'), '--only-changed', one], { env: { ...process.env, LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe'] })
    said += Number(execFileSync('pdfinfo', [one]).toString().match(/Pages:\s+(\d+)/)[1])
  }
  check(pages, said)
  await page.stop()
}))

await test('killed at any moment, the case is the old one or the new one', (check) => inFolder(async (folder) => {
  const file = join(folder, 'my-case.xml')
  let page = await serve(program, folder)
  await page.open()
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  let whole = 0
  const names = (text) => text.match(/<given>(.*)<\/given>/)?.[1] ?? ''
  for (let round = 1; round <= 50; ++round) {
    const before = names(readFileSync(file, 'utf8'))
    const { fields } = await page.form('/question?page=name')
    const sent = page.post('/answer', { ...fields, 'name:1': 'Name' + round, 'name:2': '', 'name:3': 'R', do: 'next' }).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, round % 7))
    page.child.kill('SIGKILL')
    await Promise.all([page.ended, sent])
    const text = readFileSync(file, 'utf8')
    whole += text.endsWith('</case>\n') && [before, 'Name' + round].includes(names(text)) ? 1 : 0
    page = await serve(program, folder)
    await page.open()
  }
  check(whole, 50)
  await page.stop()
}))

end()
