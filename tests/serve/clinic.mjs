// The page of a clinic: node clinic.mjs CAREPACKET. Many cases at once, none of them in another's page.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, formsTo, inFolder, sample, serve, test } from './program.mjs'

const program = process.argv[2]

await test('a thousand requests over a hundred cases, four at a time: nobody sees another', (check) => inFolder(async (folder) => {
  const cases = join(folder, 'cases')
  mkdirSync(cases)
  const minimal = sample('minimal')
  for (let i = 0; i < 100; ++i)
    writeFileSync(join(cases, `case-${i}.xml`), minimal.replace(/id="[^"]*"/, `id="case-${i}"`).replace(/<name[ >][\s\S]*?<\/name>/, `<name><text>Canary${i}x</text></name>`))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const targets = ['/', '/check', '/question?page=name', '/sheet?kind=first-words', '/question?page=born']
  const patients = await page.patients()
  let mixed = 0, own = 0, next = 0
  const one = async () => {
    while (next < 1000) {
      const at = next++, who = (at * 37) % 100, target = targets[at % targets.length]
      const { body } = await page.get(target + (target.includes('?') ? '&' : '?') + 'patient=' + patients[`case-${who}`])
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
  const { fields } = await page.form('/patients')
  const found = (await page.post('/find', { ...fields, name: 'rivera', show: 'all' })).location
  check(/^\/patients\?search=[0-9a-f]{16}&show=all$/.test(found), true, found)
  check(await rows(found.slice('/patients'.length)), ['crohns-disease'])
  check((await page.post('/find', { ...fields, name: ' ', show: 'missing' })).location, '/patients?show=missing')
  const ofThatDay = (await page.post('/find', { ...fields, name: 'March 17, 1984', show: 'all' })).location
  check(await rows(ofThatDay.slice('/patients'.length)), ['crohns-disease'], 'by the day of birth')
  check((await page.get('/patients')).body.includes('<span class="born">born March 17, 1984</span>'), true)
  check((await page.post('/find', { ...fields, name: 'Doe', show: '&x=Doe' })).location, found.replace(/search=[^&]*&show=all/, (await page.post('/find', { ...fields, name: 'Doe' })).location.split('?')[1]))
  check(await rows('?show=missing'), ['broken'])
  check(await rows('?show=changed'), ['crohns-disease', 'minimal'])
  const nobody = (await page.post('/find', { ...fields, name: 'Doe', show: 'all' })).location
  const empty = (await page.get(nobody)).body
  check([empty.includes('Nobody is found.'), empty.includes('<table')], [true, false], 'nobody')
  const patients = await page.patients()
  for (const nobody of ['../secret', 'minimal', 'crohns-disease', found.match(/search=([^&]*)/)[1]]) check((await page.get('/?patient=' + nobody)).status, 404, nobody)
  check((await page.get('/check?patient=' + patients.broken)).status, 409)
  check((await page.post('/make-all', fields)).location, '/patients')
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  check((await page.get('/patients')).body.includes('When all packets were made last: 2 packets, 0 of them as they were before. They are in cases/out. Not made: 1.'), true)
  check(await rows('?show=changed'), [])
  check(existsSync(join(cases, 'out/crohns-disease/packet.pdf')), true)
  const chart = readFileSync(new URL('portal/health-summary.xml', samples))
  const add = () => page.sendFile('/import-patients', { key: fields.key }, 'chart', 'new one.xml', chart).then((answer) => answer.body)
  const added = await add()
  check(/<a href="\/\?patient=[0-9a-f]{16}">Elena Rivera<\/a> <span class="hint">new-one</.test(added), true, added)
  check(added.includes('Was read. No papers are made of it yet.'), true, added)
  check(/href="\/review\?patient=[0-9a-f]{16}">Look at what your file says \(2 left\)</.test(added), true, added)
  writeFileSync(join(cases, 'minimal.xml'), readFileSync(join(cases, 'minimal.xml'), 'utf8') + '\n')
  const changed = (await page.get('/patients')).body.match(/<a href="(\/changes\?patient=[0-9a-f]{16})">Changed since</)
  check((await page.get(changed[1])).status, 200, 'what changed since')
  check((await add()).includes('[E703]'), true, 'the same again')
  // Portals call everybody's file by one name.
  const another = Buffer.from(chart.toString().replaceAll('Rivera', 'Quill').replaceAll('Elena', 'Odo'))
  const third = (await page.sendFile('/import-patients', { key: fields.key }, 'chart', 'new one.xml', another)).body
  check(/>Odo Quill<\/a> <span class="hint">new-one-2</.test(third), true, third)
  check(readFileSync(join(cases, 'new-one-2.xml'), 'utf8').includes('<case id="new-one-2"'), true)
  check(await rows('?show=check'), ['new-one', 'new-one-2'])
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
  const patient = (await page.patients())[ids[0]], of = (target) => target + (target.includes('?') ? '&' : '?') + 'patient=' + patient
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
  check(existsSync(join(folder, 'out', ids[0], 'packet.pdf')), true)
  check((await rows('?show=changed')).includes(ids[0]), false, 'after all are made')
  check(readFileSync(join(folder, 'rows.csv'), 'utf8'), before)
  const lines = before.split('\n')
  writeFileSync(join(folder, 'rows.csv'), lines.filter((_, at) => at !== 1 && at !== 2).join('\n'))
  check(await rows(), ids.slice(1), 'the table has changed')
  writeFileSync(join(folder, 'rows.csv'), 'no such heading\nx\n')
  const broken = await page.get('/patients')
  check([broken.status, /\[E9\d\d\]/.test(broken.body)], [409, true])
  await page.stop()
}))

await test('what cannot be taken from a cell is told in its row, on its patient’s page, and by the filter', (check) => inFolder(async (folder) => {
  const clinic = new URL('../../samples/clinic/', import.meta.url)
  for (const name of ['rows.csv', 'columns.xml', 'shared.xml', 'logo.png']) writeFileSync(join(folder, name), readFileSync(new URL(name, clinic)))
  const table = join(folder, 'rows.csv')
  const cut = readFileSync(table, 'utf8').replace('3/17/1984', '31/31/1984').replace('12/3/2026 10:30 AM,Can I wait', 'soon,Can I wait')
  writeFileSync(table, cut)
  const page = await serve(program, folder, ['rows.csv', '--columns', 'columns.xml', '--shared', 'shared.xml'])
  await page.open()
  const shown = (await page.get('/patients?show=check')).body
  const to = shown.match(/<a href="(\/papers\?patient=[0-9a-f]{16})">cells: 2</)
  check([to !== null, /Rosa Castillo/.test(shown), /José Núñez/.test(shown)], [true, true, false], shown)
  const papers = (await page.get(to[1])).body
  check(/Look at these cells of the table/.test(papers), true)
  check(/Line 2: .*‘?Date of birth.* was left blank.*31\/31\/1984.*\[W905\]/.test(papers), true, papers)
  check(/column .*Visit.* was left blank.*soon.*\[W905\]/.test(papers), true)
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

await test('a patient without a chart is added from the list, and two cases of one person are told', (check) => inFolder(async (folder) => {
  const cases = join(folder, 'cases')
  mkdirSync(cases)
  writeFileSync(join(cases, 'elena.xml'), sample('crohns-disease'))
  writeFileSync(join(cases, 'again.xml'), sample('crohns-disease').replace('id="crohns-disease"', 'id="again"').replace('Rivera', 'RIVERA'))
  writeFileSync(join(cases, 'other.xml'), sample('crohns-disease').replace('id="crohns-disease"', 'id="other"').replace('1984-03-17', '1984-03-18'))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  await page.get('/patients')
  const { body } = await page.get('/patients')
  const said = Object.fromEntries([...body.matchAll(/<tr role="row"><th[\s\S]*?<span class="hint">([^<]*)<[\s\S]*?<\/th>/g)].map(([row, name]) => [name, row.match(/<span class="same">([^<]*)</)?.[1] ?? '']))
  check(said, { again: 'May be the same person as elena', elena: 'May be the same person as again', other: '' })
  const [fields] = formsTo(body, '/new-patient')
  const empty = await page.post('/new-patient', { ...fields, name: ' ' })
  check([empty.status, empty.body.includes('Write a name first.')], [422, true])
  for (const [name, file] of [['Zoë Ñandú <b>', 'zoe-nandu-b'], ['Zoe Nandu B', 'zoe-nandu-b-2'], ['../../王', 'patient']]) {
    const added = await page.post('/new-patient', { ...fields, name })
    check(/^\/question\?page=name&patient=[0-9a-f]{16}$/.test(added.location), true, added.location)
    check(readFileSync(join(cases, file + '.xml'), 'utf8').includes(`<case id="${file}"`), true, file)
    check((await page.get(added.location)).body.includes('value="' + name.replace('<', '&lt;').replace('>', '&gt;') + '"'), true, name)
  }
  await page.stop()
}))

await test('all packets that are made are printed as one file, in the order of the list', (check) => inFolder(async (folder) => {
  mkdirSync(join(folder, 'cases'))
  for (const name of ['torn-acl', 'minimal', 'crohns-disease']) writeFileSync(join(folder, 'cases', name + '.xml'), sample(name))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  check((await page.get('/print-all')).status, 404, 'nothing is made')
  await page.post('/make-all', (await page.form('/patients')).fields)
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  const sent = await page.get('/print-all'), all = join(folder, 'all.pdf')
  check([sent.status, /filename="packets-1\.pdf"/.test(sent.head)], [200, true])
  writeFileSync(all, Buffer.from(sent.text.slice(sent.text.indexOf('\r\n\r\n') + 4), 'latin1'))
  const text = execFileSync('pdftotext', ['-layout', all, '-']).toString()
  const at = ['Rivera', 'Dana Cruz', 'Malley'].map((name) => text.indexOf(name))
  check([at.every((one) => one >= 0), at[0] < at[1] && at[1] < at[2]], [true, true], at)
  // One that is older than its case is not handed out.
  writeFileSync(join(folder, 'cases/minimal.xml'), sample('minimal') + '\n')
  const fewer = await page.get('/print-all')
  writeFileSync(all, Buffer.from(fewer.text.slice(fewer.text.indexOf('\r\n\r\n') + 4), 'latin1'))
  check(execFileSync('pdftotext', [all, '-']).toString().includes('Dana Cruz'), false)
  await page.stop()
}))

await test('of two cases of one id neither has the packet, and each is told', (check) => inFolder(async (folder) => {
  const cases = join(folder, 'cases')
  mkdirSync(cases)
  for (const [name, id] of [['anna', 'same'], ['ben', 'same'], ['cem', 'other']])
    writeFileSync(join(cases, name + '.xml'), '<!-- <case id="none"> -->\n' + sample('minimal').replace(/<\?xml[^>]*\?>\s*/, '').replace(/id="[^"]*"/, `id="${id}"`))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const { fields } = await page.form('/patients')
  await page.post('/make-all', fields)
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  const rows = async () => Object.fromEntries([...(await page.get('/patients')).body.matchAll(/<span class="hint">([^<]*)<[\s\S]*?<\/tr>/g)].map(([row, name]) => [name, [...row.matchAll(/<td[^>]*>(?:<a [^>]*>)?([^<]*)/g)].map(([, words]) => words).filter((_, at) => at === 1 || at === 3)]))
  check(await rows(), { anna: ['an id of its own: “same” is also that of ben', 'Not known whose they are'], ben: ['an id of its own: “same” is also that of anna', 'Not known whose they are'], cem: ['', 'Made'] })
  check((await page.get('/print-again')).status, 404, 'none of them is older')
  writeFileSync(join(cases, 'ben.xml'), readFileSync(join(cases, 'ben.xml'), 'utf8').replace('id="same"', 'id="ben"'))
  const now = await rows()
  check([now.anna[0], now.ben], ['', ['', 'Not made']], 'an id of its own')
  await page.stop()
}))

await test('of one patient nothing is kept when another is answered for', (check) => inFolder(async (folder) => {
  mkdirSync(join(folder, 'cases'))
  for (const name of ['minimal', 'torn-acl']) writeFileSync(join(folder, 'cases', name + '.xml'), sample(name))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const patients = await page.patients()
  const undo = async (name) => formsTo((await page.get('/?patient=' + patients[name])).body, '/undo').length
  for (const name of ['minimal', 'torn-acl']) {
    const { fields } = await page.form('/question?page=record-number&patient=' + patients[name])
    check((await page.post('/answer', { ...fields, 'record-number:0': '77', do: 'next' })).status, 303, name)
    check(await undo(name), 1, name)
  }
  check(await undo('minimal'), 0, 'the first one')
  await page.stop()
}))

await test('what could not be saved for one patient is not told of another', (check) => inFolder(async (folder) => {
  mkdirSync(join(folder, 'cases'))
  for (const name of ['minimal', 'torn-acl']) writeFileSync(join(folder, 'cases', name + '.xml'), sample(name))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const patients = await page.patients()
  const { fields } = await page.form('/question?page=born&patient=' + patients.minimal)
  const { location } = await page.ask('POST', '/answer', { body: new URLSearchParams({ ...fields, 'born:0:y': 'Canary', do: 'next' }).toString() })
  check(location.endsWith('&patient=' + patients.minimal), true, location)
  check((await page.get(location)).body.includes('value="Canary"'), true)
  for (const other of [location.replace(patients.minimal, patients['torn-acl']), location.replace(/&patient=.*/, '')]) check((await page.get(other)).status, 404, other)
  await page.stop()
}))

await test('of rows with one id each has a page of its own, whatever the others are called', (check) => inFolder(async (folder) => {
  const clinic = new URL('../../samples/clinic/', import.meta.url)
  for (const name of ['rows.csv', 'columns.xml', 'shared.xml', 'logo.png']) writeFileSync(join(folder, name), readFileSync(new URL(name, clinic)))
  const ids = { '2026-0101': 'a', '2026-0102': 'a', '2026-0103': 'a~2', '2026-0104': 'a' }
  writeFileSync(join(folder, 'rows.csv'), readFileSync(join(folder, 'rows.csv'), 'utf8').replaceAll(/^2026-010[1-4]/gm, (id) => ids[id]))
  const page = await serve(program, folder, ['rows.csv', '--columns', 'columns.xml', '--shared', 'shared.xml'])
  await page.open()
  const { body } = await page.get('/patients')
  const rows = [...body.matchAll(/<a href="\/\?patient=([^"]*)">([^<]*)<\/a><br><span class="hint">([^<]*)</g)].map(([, handle, title, name]) => [handle, title, name]).slice(0, 4)
  check(rows.map(([, , name]) => name), ['a', 'a~3', 'a~2', 'a~4'])
  check([new Set(rows.map(([handle]) => handle)).size, new Set(rows.map(([, title]) => title)).size], [4, 4])
  for (const [handle, title] of rows) check((await page.get('/check?patient=' + handle)).body.includes(title.split(' ').at(-1)), true, title)
  await page.stop()
}))

end()
