// What people who had not built the page stumbled over: node people.mjs CAREPACKET.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, formsTo, inFolder, links, opened as openedWith, openedAt, sample, serve, test } from './program.mjs'

const program = process.argv[2]
const opened = (work, words) => openedWith(program, work, words)
const portal = readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url))
const words = (body) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const main = (body) => body.slice(body.indexOf('<main'), body.indexOf('</main>'))
/** Sends the form of a page with other answers. */
const answer = async (page, target, fields) => page.post('/answer', { ...(await page.form(target)).fields, ...fields, do: 'next' })
const imported = async (page) => page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'portal.xml', portal)
const inCase = (more, of = sample('minimal')) => of.replace('</case>', more + '\n</case>')
const chart = '<source id="chart-1" kind="c-cda" date="2013-09-21"/>'
const medicine = chart + '<medications status="listed"><medication status="current" from="chart-1" basis="coded" checked="yes"><name>Albuterol</name><dose>2 puffs</dose><instruction>Every four to six hours</instruction></medication></medications>'

await test('the report stands in the page, with the way back and the bar', (check) => opened(async (page) => {
  await imported(page)
  const report = await page.get('/report')
  check([links(report.body).Back, links(report.body)['Your case'], /<iframe sandbox [^>]*src="\/report-sheet"/.test(report.body)], ['/review', '/', true])
  const sheet = await page.get('/report-sheet')
  check([sheet.status, /Content-Security-Policy: [^\n]*; sandbox/.test(sheet.head), sheet.body.includes('<a ')], [200, true, false], 'what leads nowhere is no link')
}))

await test('a paper opened by itself has the page around it, and takes no typing', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const paper = await page.get('/paper?kind=transfer-letter')
  check([paper.status, links(paper.body).Back, links(paper.body)['Your papers'], /<iframe sandbox [^>]*src="\/sheet\?kind=/.test(paper.body)], [200, '/papers', '/papers', true])
  const { body } = await page.get('/sheet?kind=visit-notes')
  const boxes = body.match(/<(input|textarea) [^>]*>/g) ?? []
  check([boxes.length > 0, boxes.filter((box) => !/<(input|textarea) disabled /.test(box))], [true, []])
  // The keyboard has nothing to go through in it.
  for (const kind of ['visit-notes', 'questions-next-steps', 'names-and-numbers', 'authorization']) {
    const still = await page.get('/sheet?kind=' + kind)
    check([still.status, still.body.match(/<(a|button|select|summary|details|nav)[ >]|href=/g)], [200, null], kind)
  }
  check(/<iframe [^>]*src="\/sheet\?kind=/.test((await page.get('/question?page=name')).body), true)
}))

await test('each unsure entry says why it is asked about, and what kind of thing it is', (check) => opened(async (page) => {
  await imported(page)
  const { body } = await page.get('/review'), report = (await page.get('/report-sheet')).body
  // A reason of the report stands at the question.
  const checks = report.slice(report.indexOf('<h2>Please check'), report.indexOf('<h2>Taken'))
  const rows = [...checks.matchAll(/<li>([^<]*)\n<ul>\n([\s\S]*?)<\/ul>/g)].map(([, heading, reasons]) => [heading.replace(/^[^:]*: /, ''), [...reasons.matchAll(/<li>([^<]*)/g)].map(([, one]) => one)])
  let seen = 0
  for (const entry of body.match(/<fieldset class="field choices entry">[\s\S]*?<\/fieldset>/g)) {
    for (const [name, reasons] of rows.filter(([name]) => entry.includes(name.replace(/ \([^)]*\)$/, '')))) {
      for (const reason of reasons) check(entry.includes(`<li>${reason}</li>`), true, `${name}: ${reason}`)
      seen += reasons.length
    }
  }
  check(seen > 0, true, seen)
  // Whatever a chart may bring has a name on that page.
  const format = readFileSync(new URL('../../templates/case.xml', import.meta.url), 'utf8')
  const table = readFileSync(new URL('../../templates/serve/words.xml', import.meta.url), 'utf8')
  const kinds = [...format.matchAll(/<element name="(\w+)"(?:(?!<element )[\s\S])*?<attribute name="checked"/g)].map(([, name]) => name)
  check([kinds.length >= 5, kinds.filter((name) => !table.includes(`<word id="entry.${name}"`))], [true, []])
}))

await test('what nobody is sure of is printed as not confirmed', (check) => opened(async (page, folder) => {
  const text = () => readFileSync(join(folder, 'my-case.xml'), 'utf8')
  await imported(page)
  const { fields, body } = await page.form('/review')
  check(words(body).includes('your papers say that it is not confirmed'), true)
  await page.post('/settle', { ...fields, 'entry:0': 'unknown', 'entry:1': 'take' })
  check([(text().match(/checked="unknown"/g) ?? []).length, (text().match(/basis="unconfirmed"/g) ?? []).length], [1, 1])
  check((await page.get('/sheet?kind=medicines-allergies')).body.includes('not confirmed'), true)
}))

await test('what one changes is no longer from a chart, and all of a dose can be changed', (check) => openedAt(program, inCase(medicine), async (page, text) => {
  check((await page.get('/sheet?kind=medicines-allergies')).body.includes('from a chart'), true)
  check(words((await page.get('/question?page=medicines')).body).includes('Every four to six hours'), true, 'in the list')
  const { fields, body } = await page.form('/question?page=medicine&item=1')
  const box = body.match(/<textarea id="([^"]*)" name="([^"]*)"[^>]*>\nEvery four to six hours</)
  check(Boolean(box), true, 'the words of the chart are in a box')
  await page.post('/answer', { ...fields, 'medicine:2': 'once a day', [box[2]]: '', do: 'next' })
  const now = text().match(/<medication [\s\S]*?<\/medication>/)[0]
  check([/from=|basis=/.test(now), now.includes('instruction'), now.includes('once a day')], [false, false, true], now)
  const paper = (await page.get('/sheet?kind=medicines-allergies')).body
  check([paper.includes('once a day'), /from a chart|four to six/.test(words(paper))], [true, false])
}))

await test('a record keeps the days it is from, whatever else of it changes', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  const count = () => text().match(/<item [^>]*from="/g).length, before = count()
  const { fields } = await page.form('/question?page=item-state-1&item=1')
  await page.post('/answer', { ...fields, 'item-state-1:0:asked': '1', 'item-state-1:0': 'yes', do: 'next' })
  check([text().includes('includeImages="yes"'), count()], [true, before])
}))

await test('what is looked at and not changed stays as it was', (check) => openedAt(program, inCase(medicine), async (page, text) => {
  const before = text(), { fields } = await page.form('/question?page=medicine&item=1')
  await page.post('/answer', { ...fields, 'medicine:1': '2 puffs', 'medicine:4': 'current', do: 'next' })
  check(text(), before)
}))

await test('who gets records can be chosen anew, and a choice can be left open again', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  const { fields, body } = await page.form('/question?page=request&item=1')
  const holder = body.match(/name="request:0" value="([^"]*)" checked/)[1]
  const wrong = await page.post('/answer', { ...fields, 'request:0': holder, 'request:1': holder, do: 'next' })
  const told = words(wrong.body.match(/<div class="errors"[\s\S]*?<\/div>/)[0])
  check([wrong.status, told.includes('[E150]'), /&lt;|provider|'/.test(told), told.includes('Dr. ')], [422, true, false, true], told)
  // The same form, and the patient in place of that doctor.
  const changed = await page.post('/answer', { ...fields, 'request:0': holder, 'request:1': holder, 'request:2': 'patient', do: 'next' })
  const now = () => text().match(/<recipient [^>]*>/)?.[0] ?? ''
  check([changed.status, now()], [303, '<recipient party="patient"/>'])
  check((await page.get('/question?page=request-permission&item=1')).body.includes('When does the permission end?'), /<expires /.test(text()), 'for oneself')
  await answer(page, '/question?page=request&item=1', { 'request:0': holder, 'request:1': [...body.matchAll(/name="request:1" value="([^"]*)"/g)].map(([, one]) => one).find((one) => one !== holder), 'request:2': 'patient' })
  check(/party=/.test(now()), false, now())
  const again = await page.form('/question?page=doctor&item=1')
  check(/<label for="doctor-\d+-none">Clear my answer</.test(again.body), true)
  await page.post('/answer', { ...again.fields, 'doctor:6': '', do: 'next' })
  check(/<provider [^>]*gender=/.test(text().match(/<provider [^>]*>/)[0]), false)
}))

await test('a date is understood as people write it, and said in words where it is none', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  const born = () => text().match(/<birthDate>([^<]*)/)?.[1]
  for (const [typed, is] of [[['3/14/1979', '', ''], '1979-03-14'], [['marzo', '15', '1979'], '1979-03-15'], [['', '', '14 de marzo de 1978'], '1978-03-14'], [['March 16, 1979', '', ''], '1979-03-16'],
    [['', '', '1980-01-02'], '1980-01-02'], [['31.12.1981', '', ''], '1981-12-31'], [['Sept.', '', '1982'], '1982-09'], [['3/1983', '', ''], '1983-03'], [['', '', '1984'], '1984']]) {
    await answer(page, '/question?page=born', { 'born:0:m': typed[0], 'born:0:d': typed[1], 'born:0:y': typed[2] })
    check(born(), is, typed.join('|'))
  }
  const wrong = await answer(page, '/question?page=born', { 'born:0:m': 'soon', 'born:0:d': '', 'born:0:y': '79' })
  check([wrong.status, words(wrong.body).includes('This is no date. Write the month as a number or by its name'), words(wrong.body).includes('year-month-day'), wrong.body.includes('value="soon"')], [422, true, false, true])
}))

await test('an old case says which day its papers carry, and takes today’s', (check) => openedAt(program, sample('minimal').replace(/<asOf>[^<]*</, '<asOf>2026-10-15<'), async (page, text) => {
  for (const target of ['/', '/papers']) check(words((await page.get(target)).body).includes('Your papers carry the day October 15, 2026'), true, target)
  const [form] = formsTo((await page.get('/papers')).body, '/today')
  check((await page.post('/today', { ...form, seen: 'other' })).status, 409)
  check((await page.post('/today', form)).location, '/papers')
  check(text().match(/<asOf>([^<]*)/)[1], '2026-11-20')
  check((await page.get('/papers')).body.includes('/today'), false)
}))

await test('problems of a chart and whom it names are there to be seen, changed and chosen', (check) => openedAt(program, inCase('<contact relationship="partner"><name><text>Boris Best</text></name></contact>\n<problems status="listed"><problem status="resolved"><text>Pneumonia</text><onset>1998</onset></problem><problem sensitive="violence"><text>Partner abuse</text></problem></problems>'), async (page, text) => {
  const all = words((await page.get('/check')).body)
  check([all.includes('Pneumonia – Over – 1998'), all.includes('Your file names: Boris Best.')], [true, true])
  check(words((await page.get('/question?page=helpers')).body).includes('Your file names: Boris Best.'), true)
  check(words((await page.get('/question?page=condition')).body).includes('Pneumonia – Over, began 1998'), true, 'which one is over')
  check((await page.get('/question?page=condition')).body.includes('Partner abuse'), false, 'what is private is not offered')
  const of = async (item) => (await page.get('/question?page=problem&item=' + item)).body.includes('This is a private matter')
  check([await of(1), await of(2)], [false, true])
  await answer(page, '/question?page=problem&item=1', { 'problem:0': 'Asthma' })
  check([text().includes('Asthma'), text().includes('Pneumonia')], [true, false])
}))

await test('one answer is changed, and one is back where it was read', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const to = [...(await page.get('/check')).body.matchAll(/<a href="(\/question[^"]*)">(?:Change|Answer)/g)].map(([, one]) => one.replaceAll('&amp;', '&'))
  check([to.length > 10, to.every((one) => one.includes('then=check'))], [true, true])
  const { fields, body } = await page.form('/question?page=born&then=check')
  check(links(body).Back, '/check')
  check((await page.post('/answer', { ...fields, 'born:0:m': '3', 'born:0:d': '1', 'born:0:y': '1980', do: 'next' })).location, '/check')
  // Through a list and the pages of one of it.
  const list = links((await page.get('/question?page=medicines&then=check')).body)
  check(list.Continue, '/check')
  const item = await page.form(list.Change)
  check(new URLSearchParams(list.Change.split('?')[1]).get('then'), 'check')
  const next = (await page.post('/answer', { ...item.fields, 'medicine:1': '8 mg', do: 'next' })).location
  check(next, list.Change.replace('medicine&', 'medicine-more&'))
  const more = await page.form(next)
  check((await page.post('/answer', { ...more.fields, do: 'skip' })).location, '/question?page=medicines&then=check')
}))

await test('what is taken back is said', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  const before = text()
  await answer(page, '/question?page=record-number', { 'record-number:0': '4711' })
  const told = await page.post('/undo', formsTo((await page.get('/')).body, '/undo')[0])
  const said = words(main(told.body))
  check([said.includes('This answer was taken back'), said.includes('Do you know a medical record number? It was: Record number: 4711'), said.includes('Now it is again: Not answered')], [true, true, true], said)
  check(text(), before)
}))

await test('the page speaks the language that the case says is read', (check) => openedAt(program, sample('crohns-disease').replace(/<communication [^>]*\/>/, '<communication spoken="es" written="es" interpreterRequired="yes"/>'), async (page) => {
  check((await page.get('/')).body.includes('lang="es"'), true)
  await page.post('/language', { key: (await page.form('/question?page=name')).fields.key, to: 'en', here: '/' })
  check((await page.get('/')).body.includes('<h1>Your case</h1>'), true, 'somebody has said so')
}))

await test('a whole part shows all of it, and a name that is whole has no other boxes', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const part = (await page.get('/question?section=health&view=all')).body
  check([part.includes('Which medicines?'), part.includes('Which allergies?'), /href="\/question\?page=medicines"/.test(part)], [true, true, true])
}).then(() => openedAt(program, sample('minimal').replace(/<name[ >][\s\S]*?<\/name>/, '<name><text>Ann Doe</text></name>'), async (page) => {
  const { body } = await page.get('/question?page=name')
  check([body.includes('value="Ann Doe"'), body.includes('Middle name')], [true, false])
})))

await test('in a folder each page names the patient, and patients are found as people write them', (check) => inFolder(async (folder) => {
  mkdirSync(join(folder, 'cases'))
  for (const [name, who] of [['a', 'Tomás Quiroga'], ['b', 'Elena Rivera']])
    writeFileSync(join(folder, 'cases', name + '.xml'), sample('minimal').replace(/id="[^"]*"/, `id="${name}"`).replace(/<name[ >][\s\S]*?<\/name>/, `<name><text>${who}</text></name>`))
  const page = await serve(program, folder, ['cases'])
  await page.open()
  const patients = await page.patients()
  for (const target of ['/?', '/check?', '/question?page=born&']) {
    const { body } = await page.get(target + 'patient=' + patients.a)
    check([/<span class="whose">Tomás Quiroga · a</.test(body), body.match(/<title>[^<]*/)[0].includes('Quiroga')], [true, false], target)
  }
  const { fields } = await page.form('/patients')
  const found = async (name) => {
    const { body } = await page.get((await page.post('/find', { ...fields, name, show: 'all' })).location)
    return [...body.matchAll(/<span class="hint">([^<]*)</g)].map(([, one]) => one)
  }
  check([await found('tomas quir'), await found('rivera elena'), await found('ELENA'), await found('nobody')], [['a'], ['b'], ['b'], []])
  const none = await page.get((await page.post('/find', { ...fields, name: 'nobody', show: 'all' })).location)
  check([words(none.body).includes('Nobody is found.'), links(none.body)['Show all patients']], [true, '/patients'])
  await page.post('/make-all', fields)
  while ((await page.get('/patients')).body.includes('http-equiv="refresh"')) await new Promise((resolve) => setTimeout(resolve, 50))
  const packet = (await page.get('/patients')).body.match(/<a href="(\/download[^"]*)">Made/)[1].replaceAll('&amp;', '&')
  check((await page.get(packet)).text.includes('%PDF-'), true)
  await page.stop()
}))

await test('what somebody cannot do is asked for as a sentence, as papers print it', (check) => openedAt(program, inCase('<symptom><text>Pain</text><effect>Eating with my family</effect></symptom>'), async (page) => {
  check((await page.get('/question?page=symptom&item=1')).body.includes('In a whole sentence, as you would say it'), true)
}))

await test('one page speaks of one of several by name, and offers what is so', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const section = async (target) => words((await page.get(target)).body.match(/<p class="section">([\s\S]*?)<\/p>/)[1])
  check((await section('/question?page=doctor-office&item=1')).includes('Okafor'), true)
  const add = (await page.get('/question?page=medicines')).body.match(/page=medicine&amp;item=(\d+)"[^>]*>Add/)[1]
  const { body } = await page.get('/question?page=medicine&item=' + add)
  check([body.includes('Skip this question'), body.includes('Leave it as it is')], [true, false], 'a new one')
}))

await test('the same file again brings nothing new, and says so', (check) => opened(async (page) => {
  const answers = [await imported(page), await imported(page)]
  check(answers.map((one) => one.location), ['/review', '/review?new=no'])
  check(words((await page.get('/review?new=no')).body).includes('There was nothing new in this file.'), true)
}))

await test('a doctor without a part is no answer, on any page', (check) => opened(async (page) => {
  await imported(page)
  check((await page.get('/question?page=doctors')).body.includes('class="state done"'), false)
  const { body } = await page.get('/papers')
  check([body.includes('You can print without them'), body.includes('Before papers can be printed')], [false, true])
}))

await test('whom a chart names is offered, also where the name is in parts', (check) => openedAt(program, inCase('<contact relationship="guardian"><name><given>Boris</given><family>Best</family></name><telecom system="phone">(937) 555-0188</telecom></contact>'), async (page, text) => {
  check(words((await page.get('/check')).body).includes('Your file names: Boris Best.'), true)
  const { fields, body } = await page.form('/question?page=representative&item=1')
  check(body.includes('value="Boris Best"'), true)
  await page.post('/answer', { ...fields, 'representative:0:of': 'Boris Best', 'representative:0': '', 'representative:1': '', 'representative:4': '', do: 'next' })
  check([/<representative [^>]*relationship="guardian"/.test(text()), text().split('(937) 555-0188').length - 1], [true, 2])
}))

await test('a number that nobody can call is told where it is typed, and kept if it is all there is', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  const sent = async (fields, number) => {
    const told = await page.post('/answer', { ...fields, 'reach:0': number, do: 'next' })
    return { status: told.status, said: words(told.body).includes('This number lacks digits'), sure: told.body.match(/name="sure" value="([^"]*)"/)?.[1] }
  }
  const { fields } = await page.form('/question?page=reach')
  check(await sent(fields, '555-0134'), { status: 422, said: true, sure: '555-0134' })
  check(text().includes('555-0134'), false)
  check((await sent({ ...fields, sure: '555-0134' }, '555-0135')).status, 422, 'another one')
  check((await sent({ ...fields, sure: '555-0134' }, '555-0134')).status, 303)
  check(text().includes('555-0134'), true)
  // What stands there already is not asked about again; a whole one never is.
  const again = await page.form('/question?page=reach')
  check((await sent(again.fields, '555-0134')).status, 303)
  for (const whole of ['(937) 555-0134', '+44 20 7946 0018']) check((await sent((await page.form('/question?page=reach')).fields, whole)).status, 303, whole)
}))

await test('a nurse is not offered as the doctor one has', (check) => openedAt(program, sample('minimal').replace(/<provider[\s\S]*?<\/provider>/, ['Family Medicine', 'Registered Nurse', 'Enfermería'].map((field, at) => `<provider id="p${at}"><name><text>Ana ${at}</text></name><specialty>${field}</specialty></provider>`).join('')), async (page) => {
  check([...(await page.get('/question?page=doctors')).body.matchAll(/This is my doctor now<span class="hidden"> (Ana \d)/g)].map(([, who]) => who), ['Ana 0'])
}))

await test('a middle name without a first one stays where it was typed', (check) => openedAt(program, sample('minimal').replace(/<name[ >][\s\S]*?<\/name>/, '<name use="official"><family>Doe</family></name>'), async (page, text) => {
  const before = text()
  const told = await answer(page, '/question?page=name', { 'name:1': '', 'name:2': 'Ann' })
  check([told.status, words(told.body.match(/<div class="errors"[\s\S]*?<\/div>/)[0]).includes('Fill in “First name” first: this comes behind it.')], [422, true])
  check([/aria-invalid="true"[^>]*>|id="name-2"[^>]*aria-invalid/.test(told.body), told.body.includes('value="Ann"'), text() === before], [true, true, true])
  check((await answer(page, '/question?page=name', { 'name:1': 'Mary', 'name:2': 'Ann' })).status, 303)
  check(/<given>Mary<\/given>\s*<given>Ann<\/given>/.test(text()), true)
  // So is a flat without a street; and what was there from the beginning can go.
  check((await answer(page, '/question?page=address', { 'address:0': '', 'address:1': 'Flat 3' })).status, 422)
  check((await answer(page, '/question?page=address', { 'address:0': '1 Elm Street', 'address:1': '' })).status, 303)
}))

await test('a paper in English has English words for what is not said yet', (check) => openedAt(program, sample('minimal').replace(/<case /, '<case language="es" draft="yes" ').replace(/<provider[\s\S]*?<\/provider>/, ''), async (page) => {
  await page.post('/language', { key: (await page.form('/question?page=name')).fields.key, to: 'es', here: '/' })
  const spanish = words((await page.get('/sheet?kind=records-call')).body)
  check([spanish.includes('(su médico)'), spanish.includes('(your doctor)')], [true, false])
  const { body } = await page.get('/sheet?kind=portal-message')
  const articles = body.match(/<article [\s\S]*?<\/article>/g)
  check(articles.map((one) => [/^<article [^>]*lang="en"/.test(one), one.includes('(your doctor)'), one.includes('(su médico)')]), [[true, true, false], [false, false, true]])
}))

await test('what is private is told, and can be put on the papers', (check) => openedAt(program, inCase('<medications status="listed"><medication status="current" sensitive="reproductive"><name>Pillamax</name></medication></medications>\n<problems status="listed"><problem sensitive="violence"><text>Partner abuse</text></problem></problems>\n<procedure sensitive="reproductive"><name>Tubal ligation</name></procedure>'), async (page, text) => {
  const { body } = await page.get('/papers')
  check(words(body).includes('Private things that are not in your papers: 3'), true)
  const sheet = async () => words((await page.get('/sheet?kind=medicines-allergies')).body)
  check(/Pillamax|Partner abuse|Tubal/.test(await sheet()), false)
  for (const name of ['Pillamax', 'Partner abuse', 'Tubal ligation']) {
    const to = Object.entries(links((await page.get('/papers')).body)).find(([said]) => said.startsWith(name))[1]
    const one = await page.form(to)
    const [, field] = one.body.match(/This is a private matter\. May it stand on your papers\?[\s\S]*?name="([^"]*)"/)
    const { location } = await page.post('/answer', { ...one.fields, [field + ':asked']: '1', [field]: 'yes', do: 'next' })
    check(new URLSearchParams(location.split('?')[1]).get('then'), 'papers')
    check((await sheet()).includes(name), true, name)
  }
  check((await page.get('/papers')).body.includes('Private things'), false)
}))

/** A page that is answered with a slip in it: asked about once, and saved when it is said again. */
async function asksOnce(check, text, target, answers, words, saved) {
  await openedAt(program, text, async (page, file) => {
    const { fields } = await page.form(target)
    const asked = await page.post('/answer', { ...fields, ...answers, do: 'next' })
    check([asked.status, asked.body.includes(words), saved.test(file())], [422, true, false], target)
    const main = asked.body.slice(asked.body.indexOf('<main'))
    const again = Object.fromEntries([...main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]))
    check((await page.post('/answer', { ...fields, ...answers, ...again, do: 'next' })).location.startsWith('/'), true, target)
    check(saved.test(file()), true, target + ', said again')
  })
}
/** The name of the box of a field, by its label. */
await test('what can be so and is seldom meant is asked about once, where it is answered', async (check) => {
  const adult = sample('minimal').replace('</name></patient>', '</name><birthDate>1951-02-03</birthDate></patient>')
  await asksOnce(check, adult, '/question?page=representative&item=1', { 'representative:0': 'Lucía Ferrer', 'representative:2': 'parent', 'representative:2:asked': '1' }, 'The patient is an adult.', /authority="parent"/)
  await asksOnce(check, sample('minimal'), '/question?page=reach', { 'reach:3': 'not an email' }, 'An email address has an @', />not an email</)
  await asksOnce(check, sample('crohns-disease').replace(/<decision[\s\S]*?<\/decision>/, ''), '/question?page=decision', { 'decision:0': 'switch', 'decision:0:asked': '1', 'decision:1': 'okafor', 'decision:1:asked': '1' }, 'this is the opinion of the doctor you have now', /chosen="okafor"/)
  await asksOnce(check, sample('crohns-disease'), '/question?page=opinion&item=1', { 'opinion:0': 'okafor', 'opinion:0:asked': '1', 'opinion:1:y': '2027', 'opinion:1:m': '1', 'opinion:1:d': '5' }, 'This day is still to come.', /date="2027-01-05"/)
  // A child's parent, and a day that has been, are asked about by nobody.
  await openedAt(program, adult.replace('1951-02-03', '2020-02-03'), async (page, file) => {
    const { fields } = await page.form('/question?page=representative&item=1')
    check((await page.post('/answer', { ...fields, 'representative:0': 'Lucía Ferrer', 'representative:2': 'parent', 'representative:2:asked': '1', do: 'next' })).location.startsWith('/'), true)
    check(/authority="parent"/.test(file()), true)
  })
})

await test('whose opinion is followed is asked of those who gave one', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const choices = async (target) => [...(await page.get(target)).body.matchAll(/<input type="radio" id="decision-1[^"]*" name="decision:1" value="([^"]+)"/g)].map(([, value]) => value)
  check(await choices('/question?page=decision'), ['okafor', 'lindqvist'])
}))

await test('a message says a day as people say it', (check) => openedAt(program, sample('minimal'), async (page) => {
  const { fields } = await page.form('/question?page=born')
  const told = await page.post('/answer', { ...fields, 'born:0:y': '2051', 'born:0:m': '2', 'born:0:d': '3', do: 'next' })
  check([told.status, /\[E139\]/.test(told.body), /\d{4}-\d\d-\d\d/.test(told.body.replace(/<[^>]*>/g, ' ')), told.body.includes('November 22, 2026')], [422, true, false, true], told.body.match(/[^<>]*E139[^<>]*/)?.[0])
}))

await test('a private kind that names no record leads to the question of its records', (check) => openedAt(program,
  sample('crohns-disease').replace('<sensitive category="mental-health" include="no"/>', '<sensitive category="sud" include="yes"/>'), async (page) => {
    const { body } = await page.get('/papers')
    const row = body.match(/<li>[^<]*may be shared, and no record of that kind[\s\S]*?<\/li>/)?.[0] ?? ''
    check(/href="\/question\?page=items-1">Which records of /.test(row), true, row)
  }))

await test('who says that there are none is asked about what the case lists, and it goes', (check) => openedAt(program, inCase('<medications status="listed"><medication status="current"><name>Albuterol</name></medication></medications><allergies status="listed"><allergy><substance>Latex</substance></allergy></allergies>'), async (page, text) => {
  const send = async (which, value, more = {}) => page.post('/answer', { ...(await page.form('/question?page=' + which)).fields, [which + ':0']: value, do: 'next', ...more })
  const told = await send('medicines-any', 'none')
  check([words(told.body).includes('Your case lists: Albuterol.'), text().includes('Albuterol')], [true, true], words(told.body))
  check((await send('medicines-any', 'none', { sure: 'none' })).status, 303)
  check([/<medications status="none"/.test(text()), text().includes('Albuterol')], [true, false])
  check((await page.get('/sheet?kind=medicines-allergies')).body.includes('Albuterol'), false, 'on no paper')
  // Who does not know takes nothing out.
  const unknown = await send('allergies-any', 'not-asked', { sure: 'not-asked' })
  check([words(unknown.body).includes('Your case lists: Latex.'), /<allergies status="listed"/.test(text())], [true, true], words(unknown.body))
}))

await test('that both opinions go better with it is asked about', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  const { fields } = await page.form('/question?page=value-fits&item=1')
  const both = { ...fields, 'value-fits:0': 'okafor', 'value-fits:1': 'more', 'value-fits:2': 'lindqvist', 'value-fits:3': 'more', do: 'next' }
  const told = await page.post('/answer', both)
  check(words(told.body).includes('You said this of both opinions.'), true, words(told.body).slice(0, 400))
  check((await page.post('/answer', { ...both, sure: 'more' })).status, 303)
}))

await test('who began elsewhere goes on with the file of the case, as it is', (check) => opened(async (page, folder) => {
  const send = async (name, bytes) => page.sendFile('/go-on', { key: formsTo((await page.get('/')).body, '/go-on')[0].key }, 'case', name, Buffer.from(bytes))
  for (const [name, bytes, wanted] of [['', '', 'Choose a file first'], ['a.pdf', '%PDF-1.4', /\[E\d\d\d\]/], ['portal.xml', portal, /portal\.xml holds no case[\s\S]*\[E875\]/], ['c.xml', '<case id="a"', /c\.xml:1: [\s\S]*\[E1\d\d\]/]]) {
    const answer = await send(name, bytes)
    const field = answer.body.match(/<input id="case"[^>]*>/)?.[0] ?? ''
    check([answer.status, words(answer.body).search(wanted) >= 0, field.includes('aria-invalid="true"'), /<a href="#case">/.test(answer.body)], [422, true, true, true], name)
  }
  check(readdirSync(folder).filter((name) => name.endsWith('.xml')), [], 'nothing is kept')
  const mine = sample('minimal').replace('</case>', '<!-- mine -->\r\n</case>')
  const going = await send('old case.xml', mine)
  check([going.status, going.location], [303, '/'])
  check(readFileSync(join(folder, 'my-case.xml'), 'utf8'), mine)
  check((await page.get('/')).body.includes('Dana Cruz'), true)
  // One that is there is not written over.
  const { fields } = await page.form('/question?page=name')
  check((await page.sendFile('/go-on', { key: fields.key }, 'case', 'b.xml', Buffer.from(sample('torn-acl')))).location, '/')
  check(readFileSync(join(folder, 'my-case.xml'), 'utf8'), mine)
}))

await test('a list has its names in bold and the rest behind a dash; what has no answer is answered, not changed', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const { body } = await page.get('/question?page=doctors')
  check(body.match(/<div class="said">.*?<\/div>/g)[0].startsWith('<div class="said"><strong>Dr. Amara Okafor</strong> – Current doctor – '), true)
  const rows = (await page.get('/check')).body.match(/<div><dt>[\s\S]*?<\/div>/g)
  check(/-none">Clear my answer</.test((await page.get('/question?page=medicine&item=1')).body), true, 'what was chosen is cleared, which is no answer beside others')
  check(rows.filter((row) => row.includes('Not answered') !== />Answer<span/.test(row)), [])
  check([rows.some((row) => />Answer<span/.test(row)), rows.some((row) => />Change<span/.test(row))], [true, true])
}))

await test('who writes one of the doubts anew comes back to the others', (check) => opened(async (page) => {
  await imported(page)
  let target = links((await page.get('/review')).body)['Write what is right'], steps = 0
  check((await page.form(target)).body.includes('<p class="back"><a href="/review">'), true, target)
  for (; target.startsWith('/question') && steps < 9; ++steps) target = (await page.post('/answer', { ...(await page.form(target)).fields, do: 'next' })).location
  check([target, steps], ['/review', 1], 'an allergy has one page')
}))

end()
