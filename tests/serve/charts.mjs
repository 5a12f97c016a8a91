// From a chart to a packet: node charts.mjs CAREPACKET.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, formsTo, links, opened as openedWith, openedAt, sample, test } from './program.mjs'

const program = process.argv[2]
const opened = (work, words) => openedWith(program, work, words)
const portal = readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url))
const words = (body) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

await test('what a draft lacks stands on its first page, until it is said', (check) => opened(async (page) => {
  const { fields } = await page.form('/')
  await page.sendFile('/import', { key: fields.key }, 'chart', 'a.xml', readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url)))
  const lacking = async () => Object.keys(links((await page.get('/')).body.match(/<div class="errors">[\s\S]*?<\/div>/)?.[0] ?? ''))
  check(await lacking(), ['Say what the second opinion is about', 'Say who your doctor is now', 'Look at what your file says'])
  const condition = await page.form('/question?page=condition')
  await page.post('/answer', { ...condition.fields, 'condition:0': 'Asthma', do: 'next' })
  check(await lacking(), ['Say who your doctor is now', 'Look at what your file says'])
  const names = [...(await page.get('/question?page=doctors')).body.matchAll(/<div class="said">(.*?)<\/div>/g)].map((found) => found[1].replace(/<[^>]*>/g, ''))
  check(names.filter((name) => { const parts = name.split(' – '); return new Set(parts).size < parts.length }), [], 'a name said twice')
}))

await test('damaged charts are told through the form, and nothing of them is kept', (check) => opened(async (page, folder) => {
  const key = (await page.form('/')).fields.key
  const send = (name, bytes) => page.sendFile('/import', { key }, 'chart', name, bytes)
  const deep = '<a>'.repeat(300)
  const cases = [['a.zip', Buffer.from('PK\x03\x04broken')], ['b.xml', Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget>')],
    ['c.json', Buffer.from('['.repeat(100000))], ['d.xml', Buffer.from(`<!DOCTYPE x [<!ENTITY a "${'a'.repeat(99)}">]><ClinicalDocument xmlns="urn:hl7-org:v3">&a;</ClinicalDocument>`)],
    ['e.xml', Buffer.from(deep)], ['f.bin', Buffer.from([0, 1, 2, 255, 254])], ['../../g.pdf', Buffer.from('%PDF-1.4')], ['', Buffer.alloc(0)]]
  for (const [name, bytes] of cases) {
    const answer = await send(name, bytes)
    const said = answer.body
    check([answer.status, /\[E8\d\d\]|Choose a file first/.test(said)], [422, true], name)
    check([/<input id="chart"[^>]* aria-invalid="true"/.test(said), said.includes('>Start without a file<')], [true, true], `${name}: other ways on`)
  }
  check(existsSync(join(folder, 'my-case.xml')), false)
  check(readdirSync(folder).filter((name) => !name.startsWith('carepacket-')), [])
  check(readdirSync(join(folder, readdirSync(folder)[0])), [], 'uploads left behind')
}))

await test('a report that would lead a browser away is not shown', (check) => opened(async (page, folder) => {
  const key = (await page.form('/')).fields.key
  await page.sendFile('/import', { key }, 'chart', 'a.xml', readFileSync(new URL('../../samples/portal/health-summary.xml', import.meta.url)))
  check((await page.get('/report')).status, 200)
  check(/<asOf>([^<]*)</.exec(readFileSync(join(folder, 'my-case.xml'), 'utf8'))[1], '2026-11-20', 'a case begun now is of today, not of the chart')
  const report = join(folder, 'my-case-report.html'), own = readFileSync(report, 'utf8')
  for (const away of ['<meta http-equiv=refresh content="0; url=http://evil.example">', '<META/http-equiv="refresh" content="0;url=//evil.example">', '<meta http-equiv="Content-Security-Policy" content="default-src *" http-equiv=refresh>',
    '<link rel=preconnect href=http://evil.example>', '<iframe src=http://evil.example></iframe>', '<IFRAME/src=//evil.example>', '<', '<svg>', '<!-- x -->']) {
    writeFileSync(report, own.replace('<title>', away + '<title>'))
    check((await page.get('/report')).status, 404, away)
  }
}))

await test('a message names no place and no option that a page has not', (check) => opened(async (page) => {
  const key = (await page.form('/')).fields.key
  const told = (await page.sendFile('/import', { key }, 'chart', 'my chart.zip', Buffer.from('PK\x03\x04broken'))).body
  check([told.includes('my-chart.zip'), /carepacket-\w{6}|\/tmp\/| --[a-z]/.test(told)], [true, false], told)
}))

await test('from a chart to a packet with five answers', (check) => opened(async (page, folder) => {
  const text = () => readFileSync(join(folder, 'my-case.xml'), 'utf8')
  const { fields } = await page.form('/')
  check((await page.sendFile('/import', { key: fields.key }, 'chart', 'portal.xml', portal)).location, '/review')
  // Each unsure thing says why it is asked about, in words and not in those of a list.
  const review = await page.form('/review')
  check(words(review.body).includes('A medicine ferrous sulfate 325 MG Oral Tablet – since 2024 Before you choose: The chart does not say if it still goes on. from the chart of'), true, words(review.body))
  check(words(review.body).includes('An allergy PENICILLINS Before you choose: It stands in the text of the chart'), true)
  check((await page.post('/settle', { ...review.fields, 'entry:0': 'still', 'entry:1': 'take' })).location, '/question?page=condition&then=case', 'what it lacks')
  check(links((await page.get('/report')).body).Back, '/review')
  // Nothing is offered to print as long as something lacks that every paper needs.
  const early = await page.get('/papers')
  check([early.status, early.body.includes('/download'), Object.keys(links(early.body.match(/<div class="errors">[\s\S]*?<\/div>/)[0]))], [200, false, ['Say what the second opinion is about', 'Say who your doctor is now']])
  check(/Doctors and offices<\/a> <span class="state begun">0 of 1 /.test((await page.get('/')).body), true, 'a doctor without a part is no answer')
  // What the chart calls the illnesses is there to be chosen.
  const condition = await page.form('/question?page=condition')
  check([...condition.body.matchAll(/name="condition:0:of" value="([^"]*)"/g)].map((found) => found[1]), ["Crohn's disease", 'Bronchitis', ''])
  check((await page.post('/answer', { ...condition.fields, 'condition:0:of': "Crohn's disease", 'condition:0': '', do: 'next' })).status, 303)
  const doctors = await page.get('/question?page=doctors')
  const [pick] = formsTo(doctors.body, '/answer')
  check(/This is my doctor now<span class="hidden"> Dr. Amara Okafor/.test(doctors.body), true)
  check((await page.post('/answer', pick)).location, '/question?page=doctors')
  check(/<provider [^>]*role="current"/.test(text()), true)
  check((await page.get('/question?page=doctors')).body.includes('This is my doctor now'), false, 'one is enough')
  check(text().includes('draft='), false)
  check((await page.get('/download?what=packet')).text.includes('%PDF-'), true)
}))

await test('between a file of a portal and its papers stands no page that asks nothing', (check) => opened(async (page) => {
  const sent = await page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'portal.xml', portal)
  const review = await page.form(sent.location)
  const condition = await page.post('/settle', { ...review.fields, 'entry:0': 'still', 'entry:1': 'take' })
  const asked = await page.form(condition.location)
  const doctors = await page.post('/answer', { ...asked.fields, 'condition:0:of': "Crohn's disease", 'condition:0': '', do: 'next' })
  const [pick] = formsTo((await page.get(doctors.location)).body, '/answer')
  const papers = await page.post('/answer', { ...pick, do: 'pick' })
  check([sent.location, condition.location, doctors.location, papers.location], ['/review', '/question?page=condition&then=case', '/question?page=doctors&then=case', '/papers'])
  check(links((await page.get(papers.location)).body)['The packet (PDF)'], '/download?what=packet')
}))

await test('where a newer file differs from the case, each is offered in its words, and who is right is written', (check) => opened(async (page, folder) => {
  const text = () => readFileSync(join(folder, 'my-case.xml'), 'utf8')
  const newer = portal.toString().replace('20261102', '20261125').replace('Take 3 capsules by mouth', 'Take 2 capsules by mouth')
    .replace('<high value="20190320"/>', '').replace('<act classCode="ACT" moodCode="EVN"><statusCode code="completed"/>', '<act classCode="ACT" moodCode="EVN"><statusCode code="active"/>')
  const send = async (bytes) => page.sendFile('/import', { key: (await page.form('/import')).fields.key }, 'chart', 'portal.xml', bytes)
  await send(portal)
  const first = await page.form('/review')
  await page.post('/settle', { ...first.fields, 'entry:0': 'still', 'entry:1': 'take' })
  const before = text()
  check((await send(Buffer.from(newer))).location, '/review')
  const { fields, body } = await page.form('/review')
  const ways = [...body.matchAll(/<input type="radio" [^>]*name="(entry:\d+)" value="([^"]*)"><label [^>]*>([^<]*)</g)].map(([, entry, does, words]) => [entry, does, words])
  check(ways.filter(([entry]) => entry === ways.find(([, , words]) => words.includes('Take 2'))?.[0]).map(([, ...way]) => way), [
    ['chart', 'The newer file is right: Take 2 capsules by mouth each morning'],
    ['take', 'My case is right: Take 3 capsules by mouth each morning'], ['unknown', 'I don’t know']], 'the dose')
  check(ways.some(([, does, words]) => does === 'chart' && words.includes('goes on')), true, 'a state')
  const all = (does) => Object.fromEntries([...new Set(ways.map(([entry]) => entry))].map((entry) => [entry, ways.some(([of, way]) => of === entry && way === does) ? does : ways.some(([of, way]) => of === entry && way === 'take') ? 'take' : 'still']))
  await page.post('/settle', { ...fields, ...all('chart') })
  const now = text()
  check([now.includes('Take 2 capsules'), now.includes('Take 3 capsules'), now.includes('checked="no"')], [true, false, false], 'the file is right')
  check(/<problem [^>]*status="active"[^>]*>\s*<text>Bronchitis<\/text>(?:(?!<end>)[\s\S])*<\/problem>/.test(now), true, 'a state without the last day of another')
  check(/<medication [^>]*from="chart-2"[^>]*>\s*<name>budesonide/.test(now), true, 'where it is from')
  check((await page.get('/check')).status, 200)
  // The same, and the case is right.
  writeFileSync(join(folder, 'my-case.xml'), before)
  await send(Buffer.from(newer))
  const again = await page.form('/review')
  check((await page.post('/settle', { ...again.fields, ...all('leave') })).location, '/question?page=condition&then=case')
  check([text().includes('Take 3 capsules'), text().includes('Take 2 capsules'), text().includes('checked="no"')], [true, false, false], 'the case is right')
  check(text().includes('budesonide'), true, 'nobody takes it out by a word of the file')
}))

await test('other words than those of the chart are taken, and what was chosen can be taken back', (check) => openedAt(program, sample('minimal').replace('</case>', '<problems status="listed"><problem><text>Asthma</text></problem><problem><text>Gout</text></problem></problems>\n</case>').replace(/<condition[\s\S]*?<\/condition>/, '<condition><text>Cough</text></condition>'), async (page, text) => {
  const is = () => text().match(/<condition>\s*<text>([^<]*)/)?.[1]
  const choose = async (of, typed) => {
    const { fields, body } = await page.form('/question?page=condition')
    const shown = body.match(/name="condition:0" type="text" value="([^"]*)"/)[1]
    await page.post('/answer', { ...fields, ...(of === undefined ? {} : { 'condition:0:of': of }), 'condition:0': typed ?? shown, do: 'next' })
  }
  await choose('Gout')
  check(is(), 'Gout', 'chosen, with older words in the line')
  check(/value="Gout" checked/.test((await page.get('/question?page=condition')).body), true)
  await choose('Gout', 'Back pain')
  check(is(), 'Back pain', 'typed behind what was chosen')
  await choose('', 'Flu')
  check(is(), 'Flu', 'none of them')
}))

await test('what is blank, and what is not made, is said in the language of the page', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const { fields } = await page.form('/question?page=name')
  await page.post('/language', { key: fields.key, to: 'es', here: '/' })
  const shown = (await page.get('/papers')).body, all = words(shown)
  for (const one of ['Firma y fecha de cada persona que firma', 'Fechas en que se pidió', 'Ninguna solicitud va a Asuntos de Veteranos', 'Otros papeles que puede tener', 'Preguntas sobre el diagnóstico – '])
    check(all.includes(one), true, one)
  check(all.match(/--also|Your signature|Made when|another stage/g), null)
  const more = links(shown)['Preguntas sobre el diagnóstico']
  check((await page.get(more)).status, 200, more)
  check((await page.get('/download?what=en')).text.includes('%PDF-'), true)
}))

await test('the paper of a question can be opened by itself, as it is on a phone', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const question = await page.get('/question?page=doctors')
  const paper = await page.get(links(question.body)['Look at this paper'])
  check([paper.status, paper.body.includes('<title>Permission to share records – carepacket 127.0.0.1:')], [200, true])
}))

await test('a case in Spanish has its papers in English, too', (check) => opened(async (page) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const { fields } = await page.form('/question?page=name')
  await page.post('/answer', { ...fields, 'name:1': 'Ana', 'name:2': '', 'name:3': 'Ruiz', do: 'next' })
  const condition = await page.form('/question?page=condition')
  await page.post('/answer', { ...condition.fields, 'condition:0': 'Asma', do: 'next' })
  const doctor = await page.form('/question?page=doctor&item=1')
  await page.post('/answer', { ...doctor.fields, 'doctor:0:asked': '1', 'doctor:0': 'current', 'doctor:4': 'Soto', do: 'next' })
  const papers = links((await page.get('/papers')).body)
  check([papers['El paquete en inglés (PDF)'], papers['El paquete en español (PDF)']], ['/download?what=en', undefined])
}, ['--language', 'es']))

await test('a question names the papers that there are, and says of others where they are', (check) => openedAt(program, sample('minimal'), async (page) => {
  const made = links((await page.get('/papers')).body.split('Letters and forms in your binder')[0])
  const needed = async (id) => [...(await page.get('/question?page=' + id)).body.split('<aside')[0].matchAll(/<p class="needed">([^<:]*): ([^<]*)</g)].map(([, where, titles]) => [where, titles.split('; ')])
  let looked = 0
  for (const id of ['condition', 'name', 'address', 'doctors', 'goals', 'helpers', 'visits']) {
    for (const [where, titles] of await needed(id)) {
      check(['Needed for', 'In the binder', 'Used later, in'].includes(where), true, where)
      for (const title of titles) check(title in made, where === 'Needed for', `${id}: ${where} ${title}`)
      looked += titles.length
    }
  }
  check(looked > 6, true, looked)
  check(await needed('condition'), [['Needed for', ['What to say to your doctor', 'Call to book the visit']], ['In the binder', ['The story in short', 'Message to your doctor']]])
  // The paper beside it is one of the packet, where there is one.
  check((await page.get('/question?page=condition')).body.includes('This paper is in the binder.'), false)
}))

await test('a number that cannot be called is told where papers are finished', (check) => openedAt(program, sample('minimal').replace(/<\/provider>/, '<telecom system="phone">+1 (555) 1004</telecom></provider>').replace('</patient>', '<telecom system="phone">(937) 555-0142</telecom></patient>'), async (page, text) => {
  const short = async () => (await page.get('/papers')).body.match(/<div class="short">[\s\S]*?<\/div>/)?.[0] ?? ''
  const told = await short()
  check([words(told).includes('These numbers lack digits'), told.includes('+1 (555) 1004'), told.includes('555-0142')], [true, true, false])
  const to = Object.values(links(told))[0]
  check(to, '/question?page=doctor-address&item=1')
  const { fields } = await page.form(to)
  await page.post('/answer', { ...fields, 'doctor-address:5': '+1 (555) 555-1004', do: 'next' })
  check(text().includes('555-1004'), true)
  check(await short(), '')
}))

await test('what keeps papers from being printed comes first, and one comes back to it', (check) => opened(async (page) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const goOn = async () => links((await page.get('/')).body)['Go on']
  check(await goOn(), '/question?page=name&then=case')
  const name = await page.form(await goOn())
  const blank = await page.post('/answer', { ...name.fields, 'name:1': ' ', 'name:2': '', 'name:3': '', do: 'next' })
  check([blank.status, blank.body.includes('<a href="#name-1">Write a name: no paper can be made without one.')], [422, true])
  check((await page.post('/answer', { ...name.fields, 'name:1': '', do: 'skip' })).location, '/', 'skipped')
  check((await page.post('/answer', { ...name.fields, 'name:1': 'Ana', 'name:3': 'Ruiz', do: 'next' })).location, '/question?page=condition&then=case', 'what it lacks next')
  const condition = await page.form(await goOn())
  check((await page.post('/answer', { ...condition.fields, 'condition:0': 'Asthma', do: 'next' })).location, '/question?page=doctors&then=case')
  check(links((await page.get('/question?page=doctors&then=case')).body)['Skip this question'], '/', 'left open')
  check(await goOn(), '/question?page=doctors&then=case')
  check((await page.get('/')).body.includes('You can print your papers now'), false)
  const doctor = await page.form('/question?page=doctor&item=1')
  await page.post('/answer', { ...doctor.fields, 'doctor:0:asked': '1', 'doctor:0': 'current', 'doctor:4': 'Soto', do: 'next' })
  check(links((await page.get('/question?page=doctors&then=case')).body).Continue, '/papers')
  check((await page.get('/')).body.includes('You can print your papers now'), true)
  check(await goOn(), '/question?page=other-names')
}))

await test('a question says how far one is, and that it is answered', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const far = async (id) => words((await page.get('/question?page=' + id)).body.match(/<p class="section">([\s\S]*?)<\/p>/)?.[1] ?? '')
  const [, first, all] = (await far('name')).match(/question (\d+) of (\d+) Answered/)
  check([first, Number(all) > 20], ['1', true])
  check(/question 2 of \d+/.test(await far('other-names')), true)
  check((await page.get('/question?page=name')).body.includes('Leave it as it is'), true)
  check(/Skip this question/.test((await page.get('/question?page=items-2')).body), false)
}))

await test('the packet says how many papers it has, and what is for a pen stands apart', (check) => openedAt(program, sample('crohns-disease'), async (page) => {
  const { body } = await page.get('/papers')
  const count = Number(body.match(/Papers in it, besides its cover: (\d+)\./)[1])
  check(count > 3, true, count)
  const pen = body.match(/<details><summary>What you write by hand[\s\S]*?<\/details>/)[0]
  check([pen.includes('href='), words(pen).includes('ignature')], [false, true])
}))

await test('what a chart says of the illness, or of whom it names, comes along when that one is chosen', (check) => openedAt(program, sample('minimal').replace(/<condition[\s\S]*?<\/condition>/, '').replace('<case ', '<case draft="yes" ').replace('</case>', '<contact relationship="partner"><name><text>Boris Best</text></name><telecom system="phone">(937) 555-0188</telecom></contact>\n<problems status="listed"><problem><text>Asthma</text><onset>2000-07-03</onset></problem><problem><text>Gout</text></problem></problems>\n</case>'), async (page, text) => {
  const condition = await page.form('/question?page=condition')
  await page.post('/answer', { ...condition.fields, 'condition:0:of': 'Asthma', 'condition:0': '', do: 'next' })
  check(/<condition[\s\S]*<onset>2000-07-03<\/onset>/.test(text()), true)
  const helper = await page.form('/question?page=helper&item=1')
  check(helper.body.includes('value="Boris Best"'), true)
  await page.post('/answer', { ...helper.fields, 'helper:0:of': 'Boris Best', 'helper:0': '', 'helper:1': '', 'helper:2:asked': '1', 'helper:3': '', do: 'next' })
  check([/<companion relationship="partner">/.test(text()), text().split('(937) 555-0188').length - 1], [true, 2])
}))

await test('what the case says there is none of is asked about, one by one', (check) => openedAt(program, sample('minimal').replace('</case>', '<medications status="none"/><allergies status="none"/>\n</case>').replace(/<name[ >][\s\S]*?<\/name>/, '<name><given>Elena</given><family>Rivera</family></name>').replace(/<birthDate>[^<]*/, '<birthDate>1984-03-17'), async (page, text) => {
  await page.sendFile('/import', { key: (await page.form('/import')).fields.key }, 'chart', 'portal.xml', portal)
  const { fields, body } = await page.form('/review')
  check([words(body).includes('budesonide'), words(body).includes('PENICILLINS'), words(body).includes('Your case says that there are none.')], [true, true, true], words(body))
  const of = (word) => body.match(new RegExp('<fieldset(?:(?!<fieldset)[\\s\\S])*' + word + '[\\s\\S]*?name="(entry:\\d+)"'))[1]
  await page.post('/settle', { ...fields, [of('PENICILLINS')]: 'leave' })
  check(/<allergies status="none"/.test(text()), true, 'all left out: there are none')
  const again = await page.form('/review')
  await page.post('/settle', { ...again.fields, 'entry:0': 'still' })
  check([/<medications status="listed"/.test(text()), text().includes('budesonide')], [true, true])
}))

await test('a medicine of the case and the same one of a file are one question', (check) => openedAt(program, sample('minimal').replace('</case>', '<medications status="listed"><medication status="current"><name>Budesonide</name><dose>9 mg</dose><frequency>once a day</frequency></medication></medications>\n</case>').replace(/<name[ >][\s\S]*?<\/name>/, '<name><given>Elena</given><family>Rivera</family></name>').replace(/<birthDate>[^<]*/, '<birthDate>1984-03-17'), async (page, text) => {
  const before = text()
  for (const [does, left] of [['instead', [false, true]], ['leave', [true, false]], ['take', [true, true]]]) {
    writeFileSync(join(page.folder, 'c.xml'), before)
    await page.sendFile('/import', { key: (await page.form('/import')).fields.key }, 'chart', 'portal.xml', portal)
    const { fields, body } = await page.form('/review')
    check(words(body).includes('Your case has it already, with another strength or amount: Budesonide 9 mg, once a day'), true, words(body))
    const [, entry] = body.match(/name="(entry:\d+)" value="instead"/)
    await page.post('/settle', { ...fields, [entry]: does })
    check([text().includes('<dose>9 mg</dose>'), /<name>budesonide/.test(text())], left, does)
  }
}))

await test('what differs and is of no entry is told with both sides', (check) => openedAt(program, sample('minimal').replace(/<name[ >][\s\S]*?<\/name>/, '<name><given>Elena</given><given>Zoe</given><family>Rivera</family></name>').replace(/<birthDate>[^<]*/, '<birthDate>1984-03-17'), async (page) => {
  await page.sendFile('/import', { key: (await page.form('/import')).fields.key }, 'chart', 'portal.xml', portal)
  const { body } = await page.form('/review')
  check([words(body).includes('Your case was kept as it is'), /your name: the chart says: Elena Rivera; you wrote: Elena Zoe Rivera/.test(words(body))], [true, true], words(body))
}))

await test('a report is shown beside no case but the one that it is of', (check) => opened(async (page, folder) => {
  await page.sendFile('/import', { key: (await page.form('/')).fields.key }, 'chart', 'portal.xml', portal)
  check((await page.get('/report-sheet')).status, 200)
  writeFileSync(join(folder, 'my-case.xml'), sample('minimal'))
  for (const target of ['/report', '/report-sheet']) check((await page.get(target)).status, 404, target)
  check((await page.get('/review')).body.includes('PENICILLINS'), false)
}))

end()
