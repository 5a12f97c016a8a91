// The page over a real socket: node socket.mjs CAREPACKET. What a browser would never send, and who may not come in.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { end, inFolder, links, opened as openedWith, openedAt as openedWithCase, sample, serve, test } from './program.mjs'

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

await test('who looks at the page without having opened it is told what to do, and nothing of a case', (check) => openedAt('crohns-disease', async (page) => {
  const looks = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
  for (const more of [{ Cookie: '' }, { Cookie: 'carepacket-1=x' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
    const { status, head, body } = await page.get('/question?page=name', { ...looks, ...more })
    check([status, body.includes('Your case is not shown here'), links(body)['Go to your case']], [403, true, '/'], JSON.stringify(more))
    check([/Rivera|crohn|name="key"|data-proof/i.test(body), /Set-Cookie/.test(head), /Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline';/.test(head)], [false, false, true])
  }
  // Whatever does not look at it, or asks another host, is told nothing.
  for (const more of [{ 'Sec-Fetch-Dest': 'iframe' }, { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }, { 'Sec-Fetch-Mode': '' }])
    check((await page.get('/', { ...looks, Cookie: '', ...more })).body, '', JSON.stringify(more))
  check((await page.get('/', { ...looks, Host: 'evil.example' })).body, '')
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
  check(await asked(`GET / HTTP/1.1\r\n${head}X: ${'a'.repeat(70_000)}\r\n\r\n`), 431, 'a long head')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 99999999\r\n\r\n`), 303, 'a long form')
  check(await asked(`POST /import HTTP/1.1\r\n${head}Content-Length: 999999999999\r\n\r\n`), 303, 'a long file')
  check((await page.get('/told?status=413')).status, 413, 'told')
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
  check((await page.sendFile('/import', { key: fields.key }, 'chart', 'a.xml', readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url)))).status, 303, 'a chart')
  for (const target of ['/', '/check', '/papers', '/review', '/report', '/question?page=name', '/paper?kind=first-words', '/sheet?kind=first-words', '/report-sheet', '/download?what=packet', '/nothing'])
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
  for (const target of ['/download?what=../../etc/passwd', '/paper?kind=..%2f..%2fetc%2fpasswd', '/sheet?kind=..%2f..%2fetc%2fpasswd', '/question?page=/etc/passwd']) check((await page.get(target)).status, 404, target)
  check(calls().slice(start).filter((line) => /passwd/.test(line)), [])
}))

await test('memory stays flat: many large forms, and a file that is larger than all the memory there is', (check) => inFolder(async (folder) => {
  // So much may the program have of its own, whatever is sent to it: of that its allocator sets aside room that it does not use.
  const page = await serve(program, folder, [], {}, ['prlimit', '--data=' + 96 * 1024 * 1024])
  await page.open()
  const { fields } = await page.form('/')
  const own = () => Number(readFileSync(`/proc/${page.child.pid}/status`, 'utf8').match(/RssAnon:\s+(\d+) kB/)[1])
  const form = { ...fields, page: 'name', 'name:1': 'x'.repeat(300_000) }
  const some = async (count) => { for (let i = 0; i < count; ++i) check((await page.post('/answer', form)).status < 500, true) }
  await some(60)  // what is kept to be told has a limit, and allocators take their time to reach it
  const before = own()
  await some(30)
  check(own() - before < 4096, true, `${own() - before} KB more`)
  const large = await page.sendFile('/import', { key: fields.key }, 'chart', 'a.xml', Buffer.alloc(128 * 1024 * 1024, 'words '))
  check([large.status, /\[E8\d\d\]/.test(large.body)], [422, true], 'a large file')
  const whole = await page.sendFile('/go-on', { key: fields.key }, 'case', 'a.xml', Buffer.alloc(128 * 1024 * 1024, '<case>'))
  check([whole.status, /This file has 134217728 bytes; at most [^<]*\[E100\]/.test(whole.body)], [422, true], 'a large case')
  check((await page.get('/')).status, 200)
  await page.stop()
}))

await test('a case that would take too much memory is told, and the page goes on', (check) => inFolder(async (folder) => {
  const many = Array.from({ length: 3000 }, (_, i) => `<medication status="current"><name>Medicine ${i}</name></medication>`).join('')
  const whole = sample('minimal').replace('</case>', `<medications status="listed">${many}</medications></case>`)
  writeFileSync(join(folder, 'large.xml'), whole)
  const page = await serve(program, folder, ['large.xml', '--memory-limit', '2'])
  try {
    await page.open()
    for (let again = 0; again < 3; ++again) {
      const papers = await page.get('/papers')
      check([papers.status, papers.body.includes('This case is too large to be shown')], [409, true], 'papers')
      const file = await page.get('/download?what=packet')
      check([file.status, file.body.includes('This case is too large to be shown')], [409, true], 'download')
    }
    check((await page.get('/question?page=condition')).status, 200)
    check((await page.get('/check')).status, 200)
    check(readFileSync(join(folder, 'large.xml'), 'utf8') === whole, true)
    writeFileSync(join(folder, 'large.xml'), sample('minimal'))
    check((await page.get('/papers')).status, 200, 'papers of a case as others')
    check((await page.get('/download?what=packet')).status, 200, 'a packet of it')
  } finally {
    await page.stop()
  }
}))

await test('broken forms are told, and change nothing', (check) => opened(async (page) => {
  const { fields } = await page.form('/')
  const send = async (target, more) => (await page.shown(await page.ask('POST', target, more))).status
  check(await send('/begin', { body: 'key=%zz' }), 400)
  check(await send('/import', { headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' }), 400)
  check(await send('/import', { headers: { 'Content-Type': 'text/plain' }, body: 'x' }), 400)
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
  const quit = await serve(program, folder)
  quit.child.kill('SIGQUIT')
  check(await quit.ended, { code: 0, signal: null }, 'quit')
  // What it would say at its end is read by nobody any more, which is told.
  const unread = await serve(program, folder)
  unread.child.stdout.destroy()
  check(await unread.stop(), { code: 4, signal: null }, 'unread')
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
  const answer = await new Promise((resolve) => get({ host: '127.0.0.1', port, path: '/open?key=' + key }, resolve))
  check(answer.statusCode, 200)
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
    return page.shown(await page.ask('POST', '/answer', { body: all.toString() }))
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
  check(/What have you decided\?<\/a><p class="needed">(In the binder|Used later, in): Making the decision/.test(before.body), true)
  // Opinions are the last thing before the cover; those questions are passed over.
  check(links((await page.get('/question?page=opinions')).body)['Skip this question'], '/question?page=label')
  check((await page.get('/question?page=label')).body.includes('href="/question?page=opinions"'), true, 'Back')
  const { fields } = await page.form('/question?page=decision')
  check((await page.post('/answer', { ...fields, 'decision:0:asked': '1', 'decision:0': 'undecided', do: 'next' })).status, 303)
  check(text().includes('path="undecided"'), true)
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

await test('nobody attaches to the program, and it leaves no core', (check) => opened(async (page) => {
  const limits = readFileSync(`/proc/${page.child.pid}/limits`, 'utf8')
  check(/Max core file size +0 +0 /.test(limits), true)
  if (!isRoot) check((() => { try { readFileSync(`/proc/${page.child.pid}/mem`); return 'read' } catch (error) { return error.code } })(), 'EACCES')
}))

await test('once the page is open, keys that others guess end nothing', (check) => opened(async (page) => {
  for (let i = 0; i < 25; ++i) check((await page.get('/open?key=x', { Cookie: '', 'Sec-Fetch-Site': 'cross-site' })).status, 403)
  check((await page.get('/')).status, 200)
}))

await test('pictures and frames of other pages are no guesses of the key', (check) => inFolder(async (folder) => {
  const page = await serve(program, folder)
  for (const [mode, dest] of [['no-cors', 'image'], ['navigate', 'iframe'], ['cors', 'empty']]) {
    for (let i = 0; i < 10; ++i) check((await page.get('/open?key=x', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Dest': dest })).status, 403)
  }
  check((await page.get('/open?key=' + page.key, { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' })).status, 403, 'the key itself')
  check((await page.get('/open?key=' + page.key, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' })).status, 200)
  await page.stop()
}))

await test('what another site asks for by itself is refused, also of a browser that says no more than where it is', (check) => opened(async (page) => {
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1']) check((await page.get('/check', { Origin: origin })).status, 403, origin)
  check((await page.get('/import', { Origin: `http://127.0.0.1:${page.port}` })).status, 200)
}))

await test('the cookies of all other servers of the machine may come along', (check) => opened(async (page) => {
  const others = Array.from({ length: 10 }, (_, at) => `other-${at}=${'a'.repeat(4000)}`).join('; ')
  check((await page.get('/', { Cookie: others + '; ' + page.cookie })).status, 200)
}))

await test('where there is no room for another connection, asking for one waits', (check) => inFolder(async (folder) => {
  const log = join(folder, 'calls')
  // So many files that the last of some connections gets none.
  const page = await serve(program, folder, [], {}, ['strace', '-f', '-qq', '-e', 'trace=accept,accept4', '-o', log, 'prlimit', '--nofile=14'])
  await page.open()
  const idle = await Promise.all(Array.from({ length: 8 }, () => new Promise((resolve) => { const socket = connect(page.port, '127.0.0.1', () => resolve(socket)).on('error', () => {}) })))
  const refused = () => readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('EMFILE')).length
  while (refused() === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  check(refused() < 50, true, `asked ${refused()} times`)
  for (const socket of idle) socket.destroy()
  check((await page.get('/')).status, 200, 'when there is room again')
  await page.post('/close', { key: (await page.form('/import')).fields.key })
  await page.ended
}))

await test('lengths that are said twice, and fields that go on in the next line, are refused', (check) => opened(async (page) => {
  const head = `Host: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\nOrigin: http://127.0.0.1:${page.port}\r\n`
  const asked = async (bytes) => Number((await page.raw(bytes)).slice(9, 12))
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`), 400, 'twice the same')
  check(await asked(`POST /answer HTTP/1.1\r\n${head}Content-Length: 1, 1\r\n\r\na`), 400, 'a list')
  for (const blank of [' ', '\t']) check(await asked(`GET / HTTP/1.1\r\n${head}X: a\r\n${blank}b\r\n\r\n`), 400, 'folded')
  check(await asked(`GET / HTTP/1.1\r\n${head}X: a\r\n\r\n b`), 200, 'a blank behind the head')
}))

await test('every answer has a policy, also one without a page', (check) => opened(async (page) => {
  const key = (await page.form('/')).fields.key
  for (const answer of [await page.get('/style.css'), await page.get('/page.js'), await page.get('/awake'), await page.post('/begin', { key }), await page.get('/', { Host: 'evil.example' }), await page.raw('x\r\n\r\n').then((text) => ({ text }))])
    check(/^Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r$/m.test(answer.text), true, answer.text)
}))

await test('no address makes a header', (check) => opened(async (page) => {
  const key = (await page.form('/')).fields.key
  for (const here of ['/check?a=\nSet-Cookie: evil=1', '/check?a=\r\nSet-Cookie: evil=1', '//evil.example', 'http://evil.example/'])
    check([(await page.post('/language', { key, to: 'en', here })).location, /evil/.test((await page.post('/language', { key, to: 'en', here })).head)], ['/', false], here)
  check((await page.post('/language', { key, to: 'en', here: '/check?a=b' })).location, '/check?a=b')
}))

await test('nothing that is sent is answered in its place, so that no browser keeps it', (check) => openedAt('minimal', async (page) => {
  const { fields } = await page.form('/question?page=name')
  const posted = [...readFileSync(new URL('../../engine/serve/site.cpp', import.meta.url), 'utf8').matchAll(/\{true, "([^"]*)"/g)].map((found) => found[1]).filter((target) => target !== '/close')
  check(posted.length > 8, true)
  const send = (target, one) => page.ask('POST', target, { body: new URLSearchParams(one).toString() })
  for (const target of [...posted, '/nothing', '/check']) {
    for (const one of [{}, { key: fields.key }, { ...fields, 'name:0': 'x\u0001' }, { ...fields, 'name:0': 'Mallory', seen: 'x' }, { key: fields.key, 'x': 'x'.repeat(2 << 20) }])
      check((await send(target, one)).status, 303, target)
  }
}))

await test('what could not be saved is told as often as it is asked for, while it is one of the last', (check) => openedAt('minimal', async (page) => {
  const { fields } = await page.form('/question?page=born')
  const send = async (year) => (await page.ask('POST', '/answer', { body: new URLSearchParams({ ...fields, 'born:0:y': year, do: 'next' }).toString() })).location
  const first = await send('Canary1')
  check(/^\/told\?number=[0-9a-f]{32}$/.test(first), true, first)
  for (const again of [1, 2]) {
    const told = await page.get(first)
    check([told.status, told.body.includes('value="Canary1"')], [422, true], again)
  }
  const later = []
  for (let i = 2; i <= 17; ++i) later.push(await send('Canary' + i))
  check(new Set([first, ...later]).size, 17)
  check([(await page.get(first)).status, (await page.get(first)).body.includes('This page is gone')], [404, true])
  check((await page.get(later[0])).body.includes('value="Canary2"'), true)
  for (const guess of ['', '?number=', '?number=' + 'a'.repeat(32), later[0].slice('/told'.length) + '0']) check((await page.get('/told' + guess)).status, 404, guess)
  check((await page.get(later[0], { Cookie: '' })).status, 403, 'without the cookie')
  check((await page.get('/told?status=500')).body.includes('That did not work'), true)
}))

await test('a pipe in place of a case, or of a report, holds nobody up', (check) => inFolder(async (folder) => {
  for (const name of ['c.xml', 'd-report.html']) execFileSync('mkfifo', [join(folder, name)])
  for (const [name, target, status] of [['c.xml', '/', 409], ['d.xml', '/report', 404]]) {
    const page = await serve(program, folder, [name])
    await page.open()
    check((await page.get(target)).status, status, name)
    await page.stop()
  }
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
