// Two tabs, or two programs, at one case: node tabs.mjs CAREPACKET. Nothing is saved over, and nothing on somebody else.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, formsTo, opened as openedWith, openedAt, sample, test } from './program.mjs'

const program = process.argv[2]
const opened = (work, words) => openedWith(program, work, words)
const of = (page, id, item) => page.form(`/question?page=${id}` + (item ? `&item=${item}` : ''))
const save = (page, { fields }, answers) => page.post('/answer', { ...fields, ...answers, do: 'next' })
const remove = async (page, list, item) => page.post('/remove', formsTo((await of(page, list)).body, '/remove')[item - 1])

/** A case of one patient with these elements behind it. */
const withElements = (elements) => sample('minimal').replace('</case>', elements + '\n</case>')
const medicines = (...names) => withElements(`<medications status="listed">${names.map((name) => `<medication status="current"><name>${name}</name></medication>`).join('\n')}</medications>`)

await test('two tabs are told, and nothing is saved over', (check) => opened(async (page, folder) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const tab = await page.form('/question?page=name'), other = await page.form('/question?page=name')
  await page.post('/answer', { ...tab.fields, 'name:1': 'Ana', 'name:2': '', 'name:3': 'Ruiz', do: 'next' })
  const late = await page.post('/answer', { ...other.fields, 'name:1': 'Berta', 'name:2': '', 'name:3': 'Sosa', do: 'next' })
  check([late.status, late.body.includes('Ana'), late.body.includes('Berta')], [409, true, true])
  check(readFileSync(join(folder, 'my-case.xml'), 'utf8').includes('<given>Ana</given>'), true)
}))

await test('what was typed for one of a list is not saved for the one that took its place', (check) => openedAt(program, medicines('DrugA', 'DrugB', 'DrugC'), async (page, text) => {
  const tab = await of(page, 'medicine-more', 2)
  check((await remove(page, 'medicines', 1)).status, 303)
  await save(page, await of(page, 'medicine', 3), { 'medicine:0': 'DrugD', 'medicine:3:asked': '1' })
  const before = text()
  const late = await save(page, tab, { 'medicine-more:0': 'typed for DrugB' })
  check([late.status, late.body.includes('typed for DrugB'), late.body.includes('href="/question?page=medicines"')], [409, true, true])
  check(text(), before)
  // Told, one goes to the list, where each is named.
  const list = await of(page, 'medicines')
  check([...list.body.matchAll(/<div class="said"><strong>([^<]*)/g)].map((found) => found[1].trim()), ['DrugB', 'DrugC', 'DrugD'])
}))

await test('a permission stays with the helper it was ticked for', (check) => openedAt(program, withElements('<companion relationship="child"><name><text>Ana</text></name></companion>\n<companion relationship="child"><name><text>Ben</text></name></companion>\n<companion relationship="child"><name><text>Cem</text></name></companion>'), async (page, text) => {
  const tab = await of(page, 'helper-hears', 2)
  await remove(page, 'helpers', 1)
  check((await save(page, await of(page, 'helper', 3), { 'helper:0': 'Dora', 'helper:1:asked': '1', 'helper:1': 'child', 'helper:2:asked': '1' })).status, 303)
  const before = text()
  check((await save(page, tab, { 'helper-hears:0:asked': '1', 'helper-hears:0': 'care' })).status, 409)
  check(text(), before)
}))

await test('what was typed for one that is gone is shown, not lost', (check) => openedAt(program, medicines('DrugA', 'DrugB', 'DrugC'), async (page, text) => {
  const tab = await of(page, 'medicine-more', 3)
  await remove(page, 'medicines', 1)
  await remove(page, 'medicines', 1)
  const before = text()
  const late = await save(page, tab, { 'medicine-more:0': 'typed for DrugC' })
  check([late.status, late.body.includes('typed for DrugC')], [409, true])
  check(text(), before)
}))

await test('of two that look alike, taking one out twice takes out one', (check) => openedAt(program, medicines('Twin', 'Twin'), async (page, text) => {
  const [form] = formsTo((await of(page, 'medicines')).body, '/remove')
  check((await page.post('/remove', form)).status, 303)
  const again = await page.post('/remove', form)
  check([again.status, again.body.includes('This list has changed since you opened the page.'), again.body.includes('Twin')], [409, true, true])
  check(text().split('<name>Twin').length - 1, 1)
}))

await test('a doctor who was chosen is that doctor, also when an id is given anew', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  const item = text().split('<provider').length
  const add = async (family) => save(page, await of(page, 'doctor', item), { 'doctor:0:asked': '1', 'doctor:0': 'other', 'doctor:4': family, 'doctor:6:asked': '1' })
  check((await add('Alder')).status, 303)
  const tab = await of(page, 'condition-more')
  const [, id] = tab.body.match(/value="([^"]*)"[^>]*><label[^>]*>Alder/)
  await remove(page, 'doctors', item)
  check((await add('Birch')).status, 303)
  check((await of(page, 'condition-more')).body.includes(`value="${id}"`), true, 'the same id')
  const before = text()
  check((await save(page, tab, { 'condition-more:3:asked': '1', 'condition-more:3': id })).status, 409)
  check(text(), before)
}))

await test('a treatment goes to the opinion it was typed under', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  // A third doctor's opinion, so that the second is there after the first is gone.
  await save(page, await of(page, 'opinion', 3), { 'opinion:0:asked': '1', 'opinion:0': 'okafor', 'opinion:3': 'x', 'opinion:2:asked': '1', 'opinion:5:asked': '1' })
  const second = await of(page, 'treatment-2', 2)
  const out = text().replace(/<opinion[\s\S]*?<\/opinion>/, '')
  writeFileSync(join(page.folder, 'c.xml'), out)
  check((await save(page, second, { 'treatment-2:0': 'typed under the second' })).status, 409)
  check(text(), out)
}))

await test('records go to the office they were typed under, also when that office is another by then', (check) => openedAt(program, sample('crohns-disease'), async (page, text) => {
  const of1 = (await of(page, 'items-1')).body
  const item = (of1.match(/class="said"/g) ?? []).length + 1
  const tab = await of(page, 'item-1', item)
  const doctor = await of(page, 'doctor', 1)
  check((await save(page, doctor, { 'doctor:0:asked': '1', 'doctor:0': 'current', 'doctor:2': 'Dr.', 'doctor:3': 'Ann', 'doctor:4': 'Newman', 'doctor:6:asked': '1' })).status, 303)
  const before = text()
  check((await save(page, tab, { 'item-1:0:asked': '1', 'item-1:0': 'imaging' })).status, 409)
  check((await page.post('/remove', formsTo(of1, '/remove')[0])).status, 409)
  check(text(), before)
}))

await test('choices about a chart are for the case as it was shown', (check) => openedAt(program, medicines('DrugA').replace('status="current"', 'status="current" checked="no"'), async (page, text) => {
  const tab = await page.form('/review')
  await save(page, await of(page, 'record-number'), { 'record-number:0': '1' })
  const before = text()
  const late = await page.post('/settle', { ...tab.fields, 'entry:0': 'leave' })
  check([late.status, late.body.includes('Your choices were not saved.'), late.body.includes('DrugA')], [409, true, true])
  check(text(), before)
}))

await test('the last answer is taken back', (check) => opened(async (page, folder) => {
  await page.post('/begin', { key: (await page.form('/')).fields.key })
  const file = join(folder, 'my-case.xml'), before = readFileSync(file, 'utf8')
  const { fields } = await page.form('/question?page=born')
  await page.post('/answer', { ...fields, 'born:0:m': '3', 'born:0:d': '17', 'born:0:y': '1984', do: 'next' })
  check(readFileSync(file, 'utf8').includes('<birthDate>1984-03-17</birthDate>'), true)
  check((await page.post('/undo', formsTo((await page.get('/')).body, '/undo')[0])).status, 200)
  check(readFileSync(file, 'utf8'), before)
}))

await test('the last answer is taken back by a page that has seen it alone', (check) => openedAt(program, sample('minimal'), async (page, text) => {
  await save(page, await of(page, 'record-number'), { 'record-number:0': '1' })
  const [seen] = formsTo((await page.get('/')).body, '/undo')
  await save(page, await of(page, 'record-number'), { 'record-number:0': '2' })
  const before = text()
  check((await page.post('/undo', seen)).status, 409)
  check(text(), before)
  check((await page.post('/undo', formsTo((await page.get('/')).body, '/undo')[0])).status, 200)
  check(text().includes('>1</identifier>'), true)
}))

end()
