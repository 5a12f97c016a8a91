// Files that come in and go out: node records.mjs CAREPACKET.

import { existsSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { end, opened as openedWith, openedAt as openedWithCase, sample, smallPdf, test } from './program.mjs'

const program = process.argv[2]
const opened = (work, words) => openedWith(program, work, words)
const openedAt = (name, work) => openedWithCase(program, sample(name), work)
const isRoot = process.getuid() === 0
const wait = () => new Promise((resolve) => setTimeout(resolve, 5))
/** The process in which the program reads a file of others, once there is one. */
async function childOf({ child: { pid } }) {
  for (;;) {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [child] = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ')
      if (child) return child
    }
    await wait()
  }
}

await test('what is uploaded has no name on the disk while it comes', (check) => opened(async (page, folder) => {
  const key = (await page.form('/')).fields.key
  const body = `--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n${key}\r\n--x\r\nContent-Disposition: form-data; name="chart"; filename="a.xml"\r\n\r\n` + 'Canary'.repeat(200_000)
  const socket = connect(page.port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  const head = `POST /import HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\nOrigin: http://127.0.0.1:${page.port}\r\nContent-Type: multipart/form-data; boundary=x\r\n`
  await new Promise((resolve) => socket.write(`${head}Content-Length: ${body.length + 100}\r\n\r\n${body}`, resolve))
  const files = () => readdirSync('/proc/' + page.child.pid + '/fd').map((fd) => { try { return readlinkSync(`/proc/${page.child.pid}/fd/${fd}`) } catch { return '' } })
  if (isRoot) while (!files().some((file) => file.startsWith(folder) && file.endsWith('(deleted)'))) await new Promise((resolve) => setTimeout(resolve, 20))
  check((await page.get('/')).status, 200)
  page.child.kill('SIGKILL')
  await page.ended
  socket.destroy()
  const [scratch, ...more] = readdirSync(folder)
  check([more, readdirSync(join(folder, scratch))], [[], []], 'left behind')
}))

await test('what is saved by the browser is called by what it is, and not by the case', (check) => openedAt('crohns-disease', async (page) => {
  for (const [what, name] of [['packet', 'packet'], ['es', 'packet-es'], ['large', 'packet-large'], ['binder', 'binder'], ['transfer-letter', 'transfer-letter']])
    check((await page.get('/download?what=' + what)).head.match(/^Content-Disposition: (.*)\r?$/m)?.[1], `attachment; filename="${name}.pdf"`)
}))

await test('a record gets the ending of what it is', (check) => openedAt('minimal', async (page, text) => {
  const { fields } = await page.form('/question?page=attachments')
  const send = async (name, bytes) => (await page.sendFile('/attach', { key: fields.key, what: 'A record' }, 'record', name, bytes)).status
  const pdf = smallPdf('/X(<script>x</script>)')
  for (const [name, is] of [['x.html', 'x.html.pdf'], ['new.xml', 'new.xml.pdf'], ['a.PDF', 'a.PDF'], ['plain', 'plain.pdf']]) {
    check(await send(name, pdf), 303, name)
    check(existsSync(join(page.folder, is)), true, is)
  }
  check(await send('b.jpeg', Buffer.from('//8=', 'base64')), 422)
  check(text().match(/<attachment [^>]*file="([^"]*)"/g).length, 4)
}))

await test('a record that cannot be added is told above the form and beside its field, with what was typed', (check) => openedAt('minimal', async (page) => {
  const { fields } = await page.form('/question?page=attachments')
  const send = (what, name, bytes) => page.sendFile('/attach', { key: fields.key, what }, 'record', name, bytes)
  const pdf = Buffer.from('%PDF-1.4')
  writeFileSync(join(page.folder, 'there.pdf'), 'another')
  for (const [what, name, bytes, status, target, said] of [['The "scan"', 'a.txt', Buffer.from('x'), 422, 'record', 'This file cannot stand in the binder.'], ['The "scan"', '', Buffer.alloc(0), 422, 'record', 'Choose the file.'],
    [' ', 'a.pdf', pdf, 422, 'what', 'Say what it is in a few words.'],
    ['The "scan"', 'a.pdf', pdf, 422, 'record', "'a.pdf' is damaged beyond repair:"], ['The "scan"', 'b.jpg', Buffer.from('/9j/4AAQ', 'base64'), 422, 'record', "The record 'b.jpg' is neither PNG, JPEG nor SVG, or it is damaged."],
    ['The "scan"', 'there.pdf', pdf, 409, 'record', 'There is another file of that name.']]) {
    const told = await send(what, name, bytes)
    check([told.status, told.body.includes(`<a href="#${target}">${said}`), told.body.includes(`id="${target}-error"><span class="hidden">Error:</span> ${said}`)], [status, true, true], said)
    check(told.body.match(/<input id="what"[^>]* value="([^"]*)"/)[1], what.replaceAll('"', '&quot;'))
  }
}))

await test('while a record is read, everybody else is answered', (check) => openedAt('minimal', async (page, text) => {
  const { key } = (await page.form('/question?page=attachments')).fields
  const sent = page.sendFile('/attach', { key, what: 'Scan' }, 'record', 'a.pdf', smallPdf('/A[' + '0 '.repeat(500_000) + ']'))
  // It waits for as long as the others take.
  const child = await childOf(page)
  process.kill(Number(child), 'SIGSTOP')
  check((await page.get('/check')).status, 200)
  const { fields } = await page.form('/question?page=record-number')
  check((await page.post('/answer', { ...fields, 'record-number:0': '4711', do: 'next' })).status, 303)
  process.kill(Number(child), 'SIGCONT')
  check((await sent).location, '/question?page=attachment&item=1')
  check([text().includes('4711'), text().includes('file="a.pdf"')], [true, true], 'both')
}))

await test('ended for good while it reads a record, the program leaves nobody behind who has its port', (check) => openedAt('minimal', async (page) => {
  const { key } = (await page.form('/question?page=attachments')).fields
  const large = smallPdf('/A[' + '0 '.repeat(2_500_000) + ']')
  const sent = page.sendFile('/attach', { key, what: 'Scan' }, 'record', 'a.pdf', large).catch(() => null)
  const child = await childOf(page)
  const sockets = () => readdirSync(`/proc/${child}/fd`).filter((fd) => fd > 2).filter((fd) => { try { return readlinkSync(`/proc/${child}/fd/${fd}`).startsWith('socket:') } catch { return false } })
  process.kill(Number(child), 'SIGSTOP')
  for (let i = 0; i < 20 && sockets().length > 0; ++i) {
    process.kill(Number(child), 'SIGCONT')
    await wait()
    process.kill(Number(child), 'SIGSTOP')
  }
  check([sockets(), readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1][0] === 'Z'], [[], false])
  page.child.kill('SIGKILL')
  await page.ended
  const isThere = () => existsSync(`/proc/${child}/cmdline`) && readFileSync(`/proc/${child}/cmdline`, 'utf8') !== ''
  for (let i = 0; i < 200 && isThere(); ++i) await wait()
  check(isThere(), false, 'the child')
  if (isThere()) process.kill(Number(child), 'SIGKILL')
  await sent
}))

end()
