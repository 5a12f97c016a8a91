// What is to be printed again, what takes everything of one answer back, and how long many entries take: node changes.mjs CAREPACKET.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, formsTo, inFolder, links, opened, openedAt, sample, serve, test } from './program.mjs'

const program = process.argv[2]
const words = (body) => body.slice(body.indexOf('<main'), body.indexOf('</main>')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** Seconds of the processor that the page has used: what else the machine does does not count. */
const spent = (page) => { const [user, system] = readFileSync(`/proc/${page.child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13); return (Number(user) + Number(system)) / 100 }
const rows = (body) => [...body.slice(body.indexOf('<main')).matchAll(/<li>([^<]*)<\/li>/g)].map(([, one]) => one)

for (const [language, title, nothing, page] of [['en', 'Health at a glance', 'Nothing to print again', 'page'], ['es', 'Resumen de salud', 'No hay nada que imprimir otra vez', 'página']]) {
  await test(`what changed since the packet was saved, and which pages to print again: ${language}`, (check) => inFolder(async (folder) => {
    const file = join(folder, 'c.xml'), kept = join(folder, 'out/crohns-disease/packet.pdf')
    writeFileSync(file, sample('crohns-disease'))
    const shown = await serve(program, folder, ['c.xml', '--language', language])
    await shown.open()
    check(Object.values(links((await shown.get('/papers')).body)).includes('/changes'), false, 'before anything was saved')
    check((await shown.get('/download?what=changed')).status, 404)
    const packet = await shown.get('/download?what=packet')
    check([packet.status, existsSync(kept), statSync(kept).mode & 0o777], [200, true, 0o600])
    check(Object.values(links((await shown.get('/papers')).body)).includes('/changes'), true, 'afterwards')
    check(words((await shown.get('/changes')).body).includes(nothing), true, 'nothing changed')
    writeFileSync(file, readFileSync(file, 'utf8').replace('<name>Budesonide</name>', '<name>Budesonide ER</name>'))
    const { body } = await shown.get('/changes')
    const said = rows(body)
    check(said.some((row) => row.startsWith(title + ': ' + page)), true, said.join(' | '))
    // The words are those of make.
    const made = execFileSync(program, ['make', 'c.xml', '-o', 'out'], { cwd: folder, env: { ...process.env, LC_ALL: language === 'es' ? 'es_US.UTF-8' : 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    for (const row of said) check(made.includes(row.slice(row.indexOf(': '))), true, row)
    await shown.stop()
  }))
}

await test('pages to print again are saved, and then nothing is to be printed again', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  await page.get('/download?what=packet')
  const file = join(page.folder, 'c.xml')
  writeFileSync(file, text().replace('<name>Budesonide</name>', '<name>Budesonide ER</name>'))
  const again = await page.get('/download?what=changed')
  check([again.status, /filename="print-again\.pdf"/.test(again.head), again.body.startsWith('%PDF-')], [200, true, true])
  check(rows((await page.get('/changes')).body), [])
  // What was saved last is what is compared: in large print, in Spanish, the binder.
  for (const what of ['large', 'es', 'binder', 'packet']) {
    check((await page.get('/download?what=' + what)).status, 200)
    check(rows((await page.get('/changes')).body), [], what)
    writeFileSync(file, text().replace(/<name>Budesonide[^<]*<\/name>/, `<name>Budesonide ${what}</name>`))
    check(rows((await page.get('/changes')).body).length > 0, true, what)
    check((await page.get('/download?what=changed')).body.startsWith('%PDF-'), true, what)
    check(rows((await page.get('/changes')).body), [], what + ', printed again')
  }
}))

await test('no id of a case leads out of its folder', (check) => openedAt(program, sample('crohns-disease').replace('id="crohns-disease"', 'id="../up"'), async (page) => {
  await page.get('/download?what=packet')
  check(existsSync(join(page.folder, '../up')), false)
  check([(await page.get('/changes')).status, (await page.get('/download?what=changed')).status], [200, 404])
}))

await test('while a file of papers is made, pages are shown', (check) => openedAt(program,
  sample('minimal').replace('</case>', `<medications status="listed">${Array.from({ length: 4000 }, (_, at) => `<medication status="current"><name>Drug ${at}</name></medication>`).join('')}</medications></case>`), async (page) => {
    await page.get('/')
    const order = []
    const file = page.get('/download?what=binder').then(({ status }) => order.push('file ' + status))
    await new Promise((resolve) => setTimeout(resolve, 30))
    await page.get('/style.css').then(({ status }) => order.push('style ' + status))
    await page.get('/review').then(({ status }) => order.push('page ' + status))
    await file
    check(order, ['style 200', 'page 200', 'file 200'])
  }))

/** A chart with so many medicines of which it is not clear whether they are taken. */
const chart = (count) => Buffer.from(JSON.stringify({ resourceType: 'Bundle', entry: [
  { resource: { resourceType: 'Patient', name: [{ family: 'Roe', given: ['Ann'] }], birthDate: '1980-01-01' } },
  ...Array.from({ length: count }, (_, at) => ({ resource: { resourceType: 'MedicationStatement', status: 'unknown', medicationCodeableConcept: { text: `Drug ${String.fromCharCode(65 + at)}` } } })),
] }))
for (const does of ['still', 'stopped', 'leave', 'unknown']) {
  await test(`everything that one Continue has settled is taken back at once, and named: ${does}`, (check) => opened(program, async (page, folder) => {
    const file = () => readFileSync(join(folder, 'my-case.xml'), 'utf8')
    await page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'a.json', chart(8))
    const { body, fields } = await page.form('/review'), before = file()
    const entries = [...body.matchAll(/<fieldset class="field choices entry">/g)].length
    check(entries, 8)
    await page.post('/settle', { ...fields, ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => ['entry:' + at, does])) })
    check([...(await page.get('/review')).body.matchAll(/<fieldset class="field choices entry">/g)].length, 0)
    const undone = await page.post('/undo', formsTo((await page.get('/')).body, '/undo')[0])
    const said = rows(undone.body)
    for (let at = 0; at < 8; ++at) check(said.some((row) => row.includes('Drug ' + String.fromCharCode(65 + at))), true, said.join(' | '))
    check([file() === before, links(undone.body)['Is this right?']], [true, '/review'])
  }))
}

await test('a file that is taken back is told as one, with the way to have it again', (check) => opened(program, async (page) => {
  await page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'a.json', chart(2))
  const undone = await page.post('/undo', formsTo((await page.get('/')).body, '/undo')[0])
  check([words(undone.body).includes('Your file was taken back'), Object.values(links(undone.body)).includes('/import')], [true, true])
}))

await test('what was written on a page that is skipped is asked about, and not lost', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  const before = text(), { fields } = await page.form('/question?page=reason&item=1')
  const typed = { ...fields, 'reason:0': 'I am afraid of the steroids', 'reason:1': 'I am afraid of the steroids', do: 'skip' }
  const asked = await page.post('/answer', typed)
  check([words(asked.body).includes('You wrote something here'), asked.body.includes('I am afraid of the steroids'), text() === before], [true, true, true])
  const main = asked.body.slice(asked.body.indexOf('<main'))
  const sure = Object.fromEntries([...main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]))
  check((await page.post('/answer', { ...typed, ...sure })).location.startsWith('/question'), true)
  check(text() === before, true)
  // What is skipped as it stands is asked about by nobody.
  check((await page.post('/answer', { ...fields, do: 'skip' })).location.startsWith('/question'), true)
}))

await test('Continue with nothing chosen says so, and a day without its time is asked for it', (check) => opened(program, async (page) => {
  await page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'a.json', chart(2))
  const { fields } = await page.form('/review')
  const told = await page.post('/settle', fields)
  check([/<div class="errors"[\s\S]*Nothing is chosen yet/.test(told.body), /href="#entry-0-still"/.test(told.body)], [true, true])
  const visit = await page.form('/question?page=visit&item=1')
  const late = await page.post('/answer', { ...visit.fields, 'visit:1:y': '2026', 'visit:1:m': '12', 'visit:1:d': '15', 'visit:1:t': '', do: 'next' })
  check([words(late.body).includes('Write the day and the time'), late.body.includes('T10:30')], [true, false])
}))

await test('of very many mistakes some are told, with the names of who they are about', (check) => openedAt(program,
  sample('minimal').replace('</case>', Array.from({ length: 1600 }, (_, at) => `<provider id="d${at}" role="current"><name><text>Dr. Number ${at}</text></name></provider>`).join('') + '</case>'), async (page) => {
    const from = spent(page)
    const { body } = await page.get('/papers')
    const told = body.match(/\[E138\]/g) ?? []
    check([told.length > 0, told.length <= 200], [true, true], told.length)
    check(spent(page) - from < 1.5, true, spent(page) - from + ' s')
  }))

await test('many entries take as many times as long and no more', (check) => inFolder(async (folder) => {
  const took = {}
  const inCase = { problems: (n) => `<problem status="active"><text>Problem ${n}</text></problem>`, medications: (n) => `<medication status="current"><name>Drug ${n}</name><dose>${n} mg</dose></medication>` }
  for (const count of [1000, 8000]) {
    for (const [list, one] of Object.entries(inCase))
      writeFileSync(join(folder, list + count + '.xml'), sample('minimal').replace('</case>', `<${list} status="listed">${Array.from({ length: count }, (_, at) => one(at)).join('')}</${list}></case>`))
    for (const list of Object.keys(inCase)) {
      const page = await serve(program, folder, [list + count + '.xml'])
      await page.open()
      for (const target of ['/check', `/question?page=${list === 'problems' ? 'problems' : 'medicines'}`, '/papers']) {
        await page.get('/')
        const from = spent(page)
        check((await page.get(target)).status, 200)
        ;(took[list + target] ??= []).push(spent(page) - from)
      }
      await page.stop()
    }
    const bundle = [{ resource: { resourceType: 'Patient', name: [{ family: 'Roe' }], birthDate: '1980-01-01' } },
      ...Array.from({ length: count }, (_, at) => ({ resource: at % 3 === 0 ? { resourceType: 'Condition', code: { text: 'Problem ' + at } }
        : at % 3 === 1 ? { resourceType: 'MedicationStatement', medicationCodeableConcept: { text: `Drug ${at}` } } : { resourceType: 'AllergyIntolerance', code: { text: 'Food ' + at } } }))]
    writeFileSync(join(folder, 'many.json'), JSON.stringify({ resourceType: 'Bundle', entry: bundle }))
    const said = spawnSync('bash', ['-c', 'TIMEFORMAT=%U; time "$0" import many.json --as-of 2026-11-20 -o d.xml --force >/dev/null 2>&1', program], { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] })
    ;(took.import ??= []).push(Number(said.stderr.toString()))
  }
  // Eight times as many; what was square took 64 times as long.
  for (const [what, [few, many]] of Object.entries(took)) check(many < 24 * Math.max(few, 0.05), true, `${what}: ${few} s, then ${many} s`)
}))

end()
