// What somebody's file can do to the page, and one person's papers to another's: node limits.mjs CAREPACKET.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, inFolder, opened, openedAt, sample, serve, test } from './program.mjs'

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
  await test(`no packet is printed for another person than it is of, whichever is newer: another ${what}`, (check) => inClinic(async (page, cases, write) => {
    write('a', small('a', 'Alpha Person'))
    write('b', small('b', 'Beta Person'))
    await makeAll(page)
    const all = async () => page.get('/print-all'), whose = async () => (await page.get('/patients')).body.match(/<span class="hint">b<[\s\S]*?<\/tr>/)[0]
    check([typed(cases, await all(), 'Beta') > 0, (await whose()).includes('>Made<')], [true, true])
    write('b', other('b'))
    utimesSync(join(cases, 'b.xml'), 1e9, 1e9)
    check([(await whose()).includes('>Made<'), (await whose()).includes('>Of another person<')], [false, true], await whose())
    const printed = await all()
    check([printed.body.startsWith('%PDF-'), typed(cases, printed, 'Beta')], [true, 0], 'the others alone')
    // A packet that other programs have saved does not say it with its first bytes.
    const packet = join(cases, 'out/b/packet.pdf')
    execFileSync('qpdf', ['--object-streams=generate', packet, packet + '.new'])
    renameSync(packet + '.new', packet)
    const told = await all()
    check([told.body.startsWith('%PDF-'), words(told.body).includes('are of another person'), />b<\/li>/.test(told.body)], [false, true, true], words(told.body))
    check(typed(cases, await page.get('/print-all?part=1'), 'Beta'), 0, 'part 1')
  }))
}

await test('all packets are made within the memory that is said, and small pages are answered', (check) => inClinic(async (page, cases, write) => {
  for (let at = 0; at < 3; ++at) write('huge' + at, huge('huge' + at))
  write('small', small('small', 'Ann Small'))
  const patient = (await page.patients()).small, seen = []
  await page.post('/make-all', (await page.form('/patients')).fields)
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) {
    seen.push((await page.get('/papers?patient=' + patient)).status)
    await wait(50)
  }
  check(seen.every((status) => status === 200 || status === 503), true, seen.join())
  check(most(page) <= 512, true, `${most(page)} MiB of 512`)
}))

await test('a chart of very many names, or of one that was added to many, is soon read', (check) => opened(program, async (page, folder) => {
  const bundle = (resources) => Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }))
  const patient = { resourceType: 'Patient', id: 'p', name: [{ given: ['Ann'], family: 'Roe' }], birthDate: '1970-01-01' }
  const problem = (at, more = {}) => ({ resourceType: 'Condition', id: 'c' + at, subject: { reference: 'Patient/p' }, code: { text: 'Illness ' + at }, ...more })
  const send = async (name, resources) => {
    const from = Date.now(), answer = await page.sendFile('/import', { key: (await page.form('/import')).fields.key }, 'chart', name, bundle([patient, ...resources]))
    check([answer.location, Date.now() - from < 12000], ['/review', true], `${name}: ${Date.now() - from} ms`)
  }
  await send('names.json', [problem(0, { code: { coding: Array.from({ length: 30000 }, (_, at) => ({ system: 'urn:x', code: 'k' + at, display: 'Name ' + at })) } })])
  await send('many.json', Array.from({ length: 4000 }, (_, at) => problem(at)))
  await send('more.json', Array.from({ length: 4000 }, (_, at) => problem(at + 100000)))
}))

await test('a name of many letters is said in a sentence in short', (check) => inFolder(async (folder) => {
  const name = 'x'.repeat(1 << 20), more = Array.from({ length: 40 }, () => '<provider id="lowe"><name><family>B</family></name></provider>').join('\n')
  writeFileSync(join(folder, 'c.xml'), sample('minimal').replace(/<provider>[\s\S]*?<\/provider>/, `<provider id="lowe"><name><family>${name}</family></name></provider>${more}`))
  const page = await serve(program, folder, ['c.xml'])
  await page.open()
  const { body } = await page.get('/papers')
  check(body.length < (4 << 20), true, body.length + ' bytes')
  await page.stop()
}))

await test('a doctor of a long name is called in short, however often', (check) => inFolder(async (folder) => {
  const opinions = Array.from({ length: 100 }, () => '<opinion provider="lowe"><diagnosis>Pain</diagnosis></opinion>').join('\n')
  writeFileSync(join(folder, 'c.xml'), sample('minimal').replace('<provider>', '<provider id="lowe" role="current">').replace('Lowe', 'x'.repeat(1 << 20)).replace('</case>', opinions + '</case>'))
  const page = await serve(program, folder, ['c.xml'])
  await page.open()
  const { status, body } = await page.get('/check')
  check([status, body.length < (4 << 20)], [200, true], body.length + ' bytes')
  await page.stop()
}))

await test('a text that many cells of a workbook name is not taken as often as that', (check) => inFolder(async (folder) => {
  const rows = Array.from({ length: 3000 }, (_, at) => `<row r="${at + 2}"><c t="s"><v>0</v></c></row>`).join('')
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>Packet</t></is></c></row>${rows}</sheetData></worksheet>`
  const members = { 'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${'ab '.repeat(1 << 17)}</t></si></sst>` }
  writeFileSync(join(folder, 'rows.xlsx'), zip(Object.entries(members).map(([name, text]) => [name, Buffer.from(text)])))
  const page = await serve(program, folder, ['rows.xlsx'])
  await page.open()
  const answer = await page.get('/patients')
  check([answer.status, /\[E9\d\d\]/.test(answer.body)], [409, true], words(answer.body).slice(0, 300))
  check(most(page) < 300, true, `${most(page)} MiB`)
  await page.stop()
}))

await test('rows of one id are told apart in proportion', (check) => inFolder(async (folder) => {
  const clinic = new URL('../../samples/clinic/', import.meta.url)
  for (const name of ['columns.xml', 'shared.xml', 'logo.png']) writeFileSync(join(folder, name), readFileSync(new URL(name, clinic)))
  const [head, ...lines] = readFileSync(new URL('rows.csv', clinic), 'utf8').split('\n'), row = lines.slice(0, 2).join('\n')
  writeFileSync(join(folder, 'rows.csv'), [head, ...Array.from({ length: 8000 }, () => row)].join('\n'))
  const page = await serve(program, folder, ['rows.csv', '--columns', 'columns.xml', '--shared', 'shared.xml'])
  await page.open()
  const used = () => readFileSync(`/proc/${page.child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((all, one) => all + Number(one), 0)
  const { body } = await page.get('/patients')
  check([body.includes('~2<'), body.includes('~3<')], [true, true], words(body).slice(0, 300))
  const before = used()
  await page.get('/patients?show=missing')
  check(used() - before < 600, true, `${used() - before} hundredths of a second`)
  await page.stop()
}))

await test('of many cases one is read at a time', (check) => inClinic(async (page, cases, write) => {
  const one = (at, more) => write('p' + at, small('p' + at, `Person${at} Roe`).replace('</case>', more + '</case>'))
  for (let at = 0; at < 24; ++at) one(at, '')
  await makeAll(page)
  for (let at = 0; at < 24; ++at) one(at, '<goal>To walk</goal><!--' + 'x'.repeat(12 << 20) + '-->')
  const again = await page.get('/print-again')
  check([again.status, again.body.startsWith('%PDF-')], [200, true], words(again.body).slice(0, 300))
  check(most(page) < 300, true, `${most(page)} MiB`)
}))

/** Every page that one is led to from another, by its address; forms and files are left out. */
async function everyPage(page) {
  const seen = {}, wanted = ['/']
  for (let target = wanted.pop(); target !== undefined; target = wanted.pop()) {
    if (target in seen || /^\/(download|sheet|report-sheet|close|page\.js|style\.css)/.test(target)) continue
    const answer = await page.get(target)
    seen[target] = answer.body
    for (const [, to] of answer.body.matchAll(/ href="(\/[^"#]*)"/g)) wanted.push(to.replaceAll('&amp;', '&'))
    if (answer.location.startsWith('/')) wanted.push(answer.location)
  }
  return seen
}

await test('what turns words around in a case, or is not seen, changes nothing beside it on any page', (check) => openedAt(program, sample('every-field')
  .replace(/Colonoscopy/g, 'Colono\u202Eypocs').replace(/Budesonide/g, '\u2067Budesonide').replace(/Ibuprofen/g, 'Ibu\uFFFDprofen\u202D')
  .replace(/(<provider id="okafor"[\s\S]*?)<name[ >][\s\S]*?<\/name>/, '$1<name><text>ד״ר דוד כהן</text></name>')
  .replace(/(<patient[ >][\s\S]*?)<name[ >][\s\S]*?<\/name>/, '$1<name use="official"><text>מרים \u202Eלוי</text></name>'), async (page) => {
  const pages = await everyPage(page), hebrew = /[\u05D0-\u05EA]/
  check(Object.keys(pages).length > 60, true, Object.keys(pages).length)
  let apart = 0
  for (const [target, body] of Object.entries(pages)) {
    // What is typed again stays as it is, in boxes that nothing stands beside.
    const shown = body.replace(/<textarea[\s\S]*?<\/textarea>/g, '').replace(/ (value|id|for)="[^"]*"/g, '')
    check(shown.match(/[^>]{0,20}[\u202A-\u202E\u2066\u2067\uFFFD].{0,20}/g), null, target)
    const outside = shown.replace(/<bdi>[^<]*<\/bdi>|\u2068[^\u2069<]*\u2069/g, () => { apart++; return '' })
    check(outside.match(/.{0,30}[\u05D0-\u05EA].{0,20}/g), null, target)
  }
  check(apart > 100, true, apart)
  // Check tells of it.
  const told = spawnSync(program, ['check', join(page.folder, 'c.xml')], { encoding: 'utf8' }).stderr
  check([/W137.*U\+202E/.test(told), /W137.*U\+2067/.test(told), /W137.*U\+FFFD/.test(told)], [true, true, true], told)
  check(hebrew.test(pages['/']), true)
}))

/** The least time that a page takes, of some tries, in milliseconds. */
async function least(page, target) {
  let best = Infinity
  for (let tried = 0; tried < 4; ++tried) {
    const from = performance.now(), answer = await page.get(target)
    if (answer.status !== 200) throw new Error(`${target}: ${answer.status}`)
    best = Math.min(best, performance.now() - from)
  }
  return best
}

await test('a page takes time with what a case has many of, and not with its square', (check) => inFolder(async (folder) => {
  const times = (count, one) => Array.from({ length: count }, (_, at) => one(at)).join('\n')
  const offices = (count) => sample('every-field').replace('<provider ', times(count, (at) => `<provider id="o${at}" role="other"><name><text>Dr. Of ${at}</text></name></provider>`) + '$&')
  const cases = {
    doctors: offices,
    requests: (count) => offices(count).replace('<recordsRequest ', times(count, (at) => `<recordsRequest holder="o${at}"><item type="laboratory">Result ${at}</item></recordsRequest>`) + '$&'),
    medicines: (count) => sample('every-field').replace('<medication ', times(count, (at) => `<medication status="current"><name>Medicine ${at}</name></medication>`) + '$&'),
  }
  const pages = { doctors: ['/question?page=doctors', '/'], requests: ['/', '/question?page=requests'], medicines: ['/question?page=medicines', '/check', '/papers'] }
  for (const [what, made] of Object.entries(cases)) {
    const took = {}
    for (const count of [500, 2000]) {
      // Nobody is the one: each offers to be.
      writeFileSync(join(folder, 'c.xml'), made(count).replace(/role="current"/g, 'role="other"'))
      const page = await serve(program, folder, ['c.xml', '--time-limit', '60'])
      await page.open()
      for (const target of pages[what]) (took[target] ??= []).push(await least(page, target))
      await page.stop()
    }
    for (const [target, [few, many]] of Object.entries(took)) check(many < 8 * few + 20, true, `${what} ${target}: ${few.toFixed(0)} and ${many.toFixed(0)} ms`)
  }
}))

end()
