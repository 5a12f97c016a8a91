// What somebody's file can do to the page, and one person's papers to another's: node limits.mjs CAREPACKET.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, inFolder, opened, sample, serve, test } from './program.mjs'

const program = process.argv[2]
const words = (body) => body.slice(body.indexOf('<main'), body.indexOf('</main>')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** The most memory that the program has had, in MiB. */
const most = (page) => Number(readFileSync(`/proc/${page.child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024
const held = (page) => Number(readFileSync(`/proc/${page.child.pid}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)[1]) / 1024

/** A zip of members, each with its name and its bytes. */
function zip(members) {
  const python = `import io, json, sys, zipfile
given, made = sys.stdin.buffer, io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, size in json.loads(given.readline()):
        archive.writestr(name, given.read(size))
sys.stdout.buffer.write(made.getvalue())`
  const sizes = JSON.stringify(members.map(([name, bytes]) => [name, bytes.length])) + '\n'
  return execFileSync('/usr/bin/python3', ['-c', python],
    { input: Buffer.concat([Buffer.from(sizes), ...members.map(([, bytes]) => bytes)]), maxBuffer: 64 << 20 })
}

await test('bombs come to nothing through the form: they are told, soon and in little memory', (check) => opened(program, async (page, folder) => {
  const key = (await page.form('/')).fields.key
  const zeros = Buffer.alloc(1), large = Buffer.alloc(64 << 20)
  const inside = zip([['a.xml', Buffer.alloc(8 << 20)]])
  const xml = (text) => Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3">' + text)
  const lol = '<!DOCTYPE x [<!ENTITY a "' + 'a'.repeat(99) + '">' + Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('') + ']>'
  const bombs = { 'ratio.zip': zip([['a.xml', large]]), 'many.zip': zip(Array.from({ length: 5000 }, (_, at) => [`${at}.xml`, zeros])),
    'nest.zip': zip([['b.zip', zip([['c.zip', inside]])]]), 'deep.xml': xml('<a>'.repeat(1 << 20)), 'lol.xml': Buffer.from(lol + '<ClinicalDocument xmlns="urn:hl7-org:v3">&j;</ClinicalDocument>'),
    'attrs.xml': xml('<a ' + Array.from({ length: 1 << 17 }, (_, at) => `b${at}="c"`).join(' ') + '/>'), 'deep.json': Buffer.from('['.repeat(8 << 20)), 'long.json': Buffer.from('{"resourceType":"Bundle","entry":[' + '{},'.repeat(4 << 20)) }
  for (const [name, bytes] of Object.entries(bombs)) {
    const from = Date.now(), answer = await page.sendFile('/import', { key }, 'chart', name, bytes)
    check([answer.status, /\[E\d\d\d\]/.test(answer.body)], [422, true], name)
    check(Date.now() - from < 15000, true, name + ', milliseconds: ' + (Date.now() - from))
  }
  check(most(page) < 400, true, most(page) + ' MiB')
  check((await page.get('/')).status, 200)
  check(readdirSync(folder).filter((name) => !name.startsWith('carepacket-')), [])
}))

/** A case of so many records that a paper of it would take gigabytes. */
const huge = (id = 'huge', items = 52000) => sample('every-field').replace(/<case id="[^"]*"/, `<case id="${id}"`)
  .replace(/(<recordsRequest [\s\S]*?)(<item )/, (_, before, item) => before + Array.from({ length: items }, (_unused, at) => `<item type="laboratory" from="2020-01-01" to="2024-02-02">Result ${at}</item>\n`).join('') + item)

await test('a huge case is given up within the memory that is said, and what it took goes back', (check) => inFolder(async (folder) => {
  writeFileSync(join(folder, 'c.xml'), huge())
  const page = await serve(program, folder, ['c.xml'])
  await page.open()
  for (const target of ['/papers', '/download?what=packet', '/papers']) {
    const answer = await page.get(target)
    check([answer.status, answer.body.includes('This case is too large to be shown')], [409, true], target)
  }
  const both = await Promise.all(['/download?what=packet', '/papers', '/download?what=binder', '/papers'].map((target) => page.get(target)))
  check(both.map((answer) => answer.status), [409, 409, 409, 409], 'at once')
  check(most(page) <= 512, true, `${most(page)} MiB of 512`)
  check(held(page) < 128, true, `${held(page)} MiB are kept`)
  writeFileSync(join(folder, 'c.xml'), sample('minimal'))
  check([(await page.get('/papers')).status, (await page.get('/download?what=packet')).status], [200, 200], 'a case as others')
  await page.stop()
}))

await test('whatever a case has very many of, the memory that is said is enough', (check) => inFolder(async (folder) => {
  const many = { record: huge('c', 190000), state: sample('minimal').replace('</provider>', '<address>' + '<state>OH</state>\n'.repeat(850000) + '</address></provider>'),
    phone: sample('minimal').replace('</provider>', Array.from({ length: 300000 }, (_, at) => `<telecom system="phone">(937) 555-0${at % 1000}</telecom>\n`).join('') + '</provider>') }
  for (const [what, text] of Object.entries(many)) {
    writeFileSync(join(folder, what + '.xml'), text)
    const page = await serve(program, folder, [what + '.xml'])
    await page.open()
    for (const target of ['/', '/papers', '/download?what=packet']) check([200, 303, 409].includes((await page.get(target)).status), true, what + target)
    check(most(page) <= 512, true, `${what}: ${most(page)} MiB of 512`)
    await page.stop()
  }
}))

await test('what takes longer than a page may is given up, and the page goes on', (check) => inFolder(async (folder) => {
  const many = Array.from({ length: 60000 }, (_, at) => `<opinion provider="okafor" date="2026-09-25" basis="in-person"><diagnosis>Illness ${at}</diagnosis></opinion>`).join('\n')
  writeFileSync(join(folder, 'c.xml'), sample('crohns-disease').replace('</case>', many + '</case>'))
  const page = await serve(program, folder, ['c.xml', '--time-limit', '1'])
  await page.open()
  const from = Date.now(), answer = await page.get('/papers')
  check([answer.status, answer.body.includes('This case is too large to be shown')], [409, true])
  check(Date.now() - from < 10000, true, Date.now() - from + ' ms')
  writeFileSync(join(folder, 'c.xml'), sample('minimal'))
  check((await page.get('/papers')).status, 200)
  await page.stop()
}))

const makeAll = async (page) => {
  await page.post('/make-all', (await page.form('/patients')).fields)
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await wait(50)
}
const inClinic = (work) => inFolder(async (folder) => {
  const cases = join(folder, 'cases')
  mkdirSync(cases)
  const page = await serve(program, folder, ['cases'])
  await page.open()
  await work(page, cases, (name, text) => writeFileSync(join(cases, name + '.xml'), text))
  await page.stop()
})
const small = (id, name, born = '1970-01-01') => sample('minimal').replace(/<case id="[^"]*"/, `<case id="${id}"`)
  .replace(/<name[ >][\s\S]*?<\/name>/, `<name><text>${name}</text></name>`).replace(/<birthDate>[^<]*<\/birthDate>/, '').replace('</name>', `</name><birthDate>${born}</birthDate>`)

await test('of a folder one huge case keeps nobody from the others: patients, what changed, what to print again', (check) => inClinic(async (page, cases, write) => {
  for (const [id, name] of [['anna', 'Anna Roe'], ['ben', 'Ben Poe']]) write(id, small(id, name))
  await makeAll(page)
  for (const [id, name] of [['anna', 'Anna Roe'], ['ben', 'Ben Poe']]) write(id, small(id, name).replace('</case>', '<goal>To walk</goal></case>'))
  const whole = await page.get('/print-again')
  check([whole.status, /filename="print-again\.pdf"/.test(whole.head)], [200, true], 'both')
  // Now one of them is out of all proportion, and still who it was.
  write('ben', huge('ben').replace(/<patient>[\s\S]*?<\/patient>/, small('ben', 'Ben Poe').match(/<patient>[\s\S]*?<\/patient>/)[0]))
  const patients = await page.patients()
  check(Object.keys(patients), ['anna', 'ben'])
  check([(await page.get('/patients')).status, (await page.get('/changes?patient=' + patients.ben)).status, (await page.get('/changes?patient=' + patients.anna)).status], [200, 409, 200])
  const again = await page.get('/print-again')
  if (/filename/.test(again.head)) check(again.body.startsWith('%PDF-'), true)
  else check([words(again.body).includes('more time or memory'), />ben<\/a>/.test(again.body), /href="\/print-again\?others=yes"/.test(again.body)], [true, true, true], words(again.body))
  const others = await page.get('/print-again?others=yes')
  check([others.status, others.body.startsWith('%PDF-')], [200, true], 'the others')
  check(most(page) <= 512, true, `${most(page)} MiB of 512`)
}))

await test('while pages are found that are to be printed again, others are answered', (check) => inClinic(async (page, cases, write) => {
  const count = 150, one = (at, more) => write('p' + at, small('p' + at, `Person${at} Roe`).replace('</case>', more + '</case>'))
  for (let at = 0; at < count; ++at) one(at, '')
  await makeAll(page)
  for (let at = 0; at < count; ++at) one(at, '<goal>To walk</goal>')
  let done = false, meanwhile = 0
  const again = page.get('/print-again').then((answer) => { done = true; return answer })
  await wait(20)
  while (!done) { check((await page.get('/awake')).status, 200); meanwhile += done ? 0 : 1 }
  check([(await again).status, meanwhile > 3], [200, true], `${meanwhile} answers meanwhile`)
}))

await test('when the page ends, what is being made is given up', (check) => inFolder(async (folder) => {
  const many = Array.from({ length: 20000 }, (_, at) => `<medication status="current"><name>Medicine ${at}</name></medication>`).join('')
  writeFileSync(join(folder, 'c.xml'), sample('minimal').replace('</case>', `<medications status="listed">${many}</medications></case>`))
  const page = await serve(program, folder, ['c.xml', '--memory-limit', '4000'])
  await page.open()
  page.get('/download?what=binder').catch(() => {})
  await wait(300)
  const from = Date.now()
  page.child.kill('SIGTERM')
  const { code } = await page.ended
  check([code, Date.now() - from < 3000], [0, true], Date.now() - from + ' ms')
}))

/** Types a word into each field of a packet, as a program for PDF does. */
function type(packet, word) {
  const fields = [...execFileSync('pdftk', [packet, 'dump_data_fields']).toString().matchAll(/FieldType: Text\n(?:.*\n)*?FieldName: ([^\n]*)/g)].map((found) => found[1])
  writeFileSync(packet + '.fdf', `%FDF-1.2\n1 0 obj << /FDF << /Fields [${fields.map((name, at) => `<< /T (${name}) /V (${word}${at}) >>`).join('')}] >> >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF`)
  execFileSync('pdftk', [packet, 'fill_form', packet + '.fdf', 'output', packet + '.new'])
  renameSync(packet + '.new', packet)
  return fields.length
}
/** How often a word is in the fields or on the pages of a PDF. */
const typed = (folder, answer, word) => {
  const file = join(folder, 'seen.pdf'), bytes = Buffer.from(answer.text.slice(answer.text.indexOf('\r\n\r\n') + 4), 'latin1')
  if (!bytes.toString('latin1', 0, 5).startsWith('%PDF-')) return bytes.toString().split(word).length - 1
  writeFileSync(file, bytes)
  return (execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], { maxBuffer: 1 << 28 }).toString('latin1') + execFileSync('pdftotext', [file, '-']).toString()).split(word).length - 1
}

for (const [what, other] of [['name', (id) => small(id, 'Gamma Person')], ['day of birth', (id) => small(id, 'Beta Person', '1999-09-09')]]) {
  await test(`what was typed for one person is carried to no other of the same id, nor compared: another ${what}`, (check) => inClinic(async (page, cases, write) => {
    write('b', small('b', 'Beta Person'))
    await makeAll(page)
    const packet = join(cases, 'out/b/packet.pdf')
    check(type(packet, 'BETATYPED') > 20, true)
    utimesSync(packet, 1e9, 1e9)
    const before = readFileSync(packet)
    write('b', small('b', 'Beta Q. Person').replace('</case>', '<goal>To walk</goal></case>'))
    check(typed(cases, await page.get('/print-again'), 'BETATYPED') > 20, true, 'of the same person it is taken')
    write('b', other('b'))
    const patient = (await page.patients()).b
    const changes = await page.get('/changes?patient=' + patient)
    check([words(changes.body).includes('are of another person'), changes.body.includes('what=changed')], [true, false], words(changes.body))
    for (const target of ['/print-again', '/print-again?others=yes', '/download?what=changed&patient=' + patient, '/download?what=packet&patient=' + patient])
      check(typed(cases, await page.get(target), 'BETATYPED'), 0, target)
    check(words((await page.get('/print-again')).body).includes('are of another person'), true)
    await makeAll(page)
    check(readFileSync(packet).equals(before), true, 'the packet of the other person stays')
  }))
}

end()
