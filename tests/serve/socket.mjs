// The page over a real socket: node socket.mjs CAREPACKET. What a browser would never send, and who may not come in.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { end, inFolder, serve, test } from './program.mjs'

const program = process.argv[2]
const isRoot = process.getuid() === 0
const opened = (work, words) => inFolder(async (folder) => {
  const page = await serve(program, folder, words)
  try {
    await page.open()
    await work(page, folder)
  } finally {
    await page.stop()
  }
})

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
  const answer = { ...fields, 'name:0': 'Mallory', do: 'next' }
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

await test('broken forms are told, and change nothing', (check) => opened(async (page) => {
  const { fields } = await page.form('/')
  check((await page.ask('POST', '/begin', { body: 'key=%zz' })).status, 400)
  check((await page.ask('POST', '/import', { headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' })).status, 400)
  check((await page.ask('POST', '/import', { headers: { 'Content-Type': 'text/plain' }, body: 'x' })).status, 400)
  check((await page.post('/answer', { key: fields.key, page: 'nothing' })).status, 404)
  check((await page.post('/answer', { key: fields.key, page: 'doctor', item: '99' })).status, 404)
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

await test('two tabs are told, and nothing is saved over', (check) => opened(async (page, folder) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const tab = await page.form('/question?page=name'), other = await page.form('/question?page=name')
  await page.post('/answer', { ...tab.fields, 'name:0': 'Ana', 'name:1': '', 'name:2': 'Ruiz', do: 'next' })
  const late = await page.post('/answer', { ...other.fields, 'name:0': 'Berta', 'name:1': '', 'name:2': 'Sosa', do: 'next' })
  check([late.status, late.body.includes('Ana'), late.body.includes('Berta')], [409, true, true])
  check(readFileSync(join(folder, 'my-case.xml'), 'utf8').includes('<given>Ana</given>'), true)
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

await test('the last answer is taken back', (check) => opened(async (page, folder) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const file = join(folder, 'my-case.xml'), before = readFileSync(file, 'utf8')
  const { fields } = await page.form('/question?page=born')
  await page.post('/answer', { ...fields, 'born:0:m': '3', 'born:0:d': '17', 'born:0:y': '1984', do: 'next' })
  check(readFileSync(file, 'utf8').includes('<birthDate>1984-03-17</birthDate>'), true)
  check((await page.post('/undo', { key: fields.key })).location, '/check')
  check(readFileSync(file, 'utf8'), before)
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
    const sent = page.post('/answer', { ...fields, 'name:0': 'Name' + round, 'name:1': '', 'name:2': 'R', do: 'next' }).catch(() => {})
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
