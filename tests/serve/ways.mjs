// What papers that are not made say of how to get them: node ways.mjs CAREPACKET.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, inFolder, sample, serve, test } from './program.mjs'

const program = process.argv[2]
const plain = (html) => html.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/\s+/g, ' ').trim()
const main = (body) => body.slice(body.indexOf('<main'), body.indexOf('</main>'))
const heading = (body) => plain(body.match(/<h1>([\s\S]*?)<\/h1>/)?.[1] ?? '')
const word = (id, language) => readFileSync(new URL('../../templates/serve/words.xml', import.meta.url), 'utf8')
  .match(new RegExp(`<word id="${id}" en="([^"]*)" es="([^"]*)"`))[language === 'es' ? 2 : 1]
const linkTo = (body, words) => [...main(body).matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
  .find(([, , said]) => plain(said).startsWith(words))?.[1].replaceAll('&amp;', '&')

/** The fields of a form by their labels, each as what is sent for it. */
function fieldsOf(body) {
  const form = main(body).match(/<form [^>]*action="\/answer"[\s\S]*?<\/form>/)[0]
  const all = new Map(), dates = new Map()
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) all.set('hidden ' + name, () => [[name, value]])
  for (const [set] of form.matchAll(/<fieldset[\s\S]*?<\/fieldset>/g)) {
    const label = plain(set.match(/<legend>([\s\S]*?)<\/legend>/)[1])
    const choices = [...set.matchAll(/name="([^"]*)" value="([^"]*)"[^>]*><label [^>]*>([\s\S]*?)<\/label>/g)]
    if (choices.length)
      all.set(label, (wanted) => {
        const found = wanted === undefined ? choices[0] : wanted === null ? choices.at(-1) : choices.find(([, , , said]) => plain(said) === wanted)
        return [[found[1], found[2]]]
      })
    const date = set.match(/name="([^"]*):y"/)
    if (date) dates.set(label, date[1])
  }
  for (const [label, name] of dates) all.set(label, () => [['y', '2026'], ...(name.startsWith('opinion') ? [['m', '11'], ['d', '19']] : [['m', '12'], ['d', '30']]), ['t', '10:00']].map(([part, value]) => [`${name}:${part}`, value]))
  for (const [, label, name] of form.matchAll(/<label for="[^"]*">([^<]*)<\/label>\s*(?:<p [\s\S]*?<\/p>\s*)*<(?:input|textarea)[^>]* name="([^":]*:\d+)"/g))
    if (!all.has(plain(label))) all.set(plain(label), () => [[name, 'Roe']])
  return all
}

/** Answers one page with what is said of it; the words that the page has are taken off `left`. */
async function answer(page, target, left, who) {
  const { body } = await page.get(target), sent = new URLSearchParams(), fields = fieldsOf(body)
  for (const [label, give] of fields) if (label.startsWith('hidden ')) for (const [name, value] of give()) sent.append(name, value)
  const asked = [...fields.keys()].filter((label) => !label.startsWith('hidden '))
  for (const label of asked) {
    if (!left.has(label) && !(left.size === 0 && asked.length === 1)) continue
    const wanted = left.get(label)
    for (const [name, value] of fields.get(label)(wanted === who ? null : wanted)) sent.append(name, value)
    left.delete(label)
  }
  sent.append('do', 'next')
  const done = await page.ask('POST', '/answer', { body: sent.toString() })
  if (done.status !== 303 || done.location.startsWith('/told')) throw new Error('not taken: ' + target + ' ' + sent + plain(main((await page.shown(done)).body)).slice(0, 400))
  return done.location
}

/** Follows one link as it is told, and answers what it says. */
async function follow(page, told, before, words) {
  const [, at, rest = ''] = told.match(/^\s*(?:<a href="([^"]*)">)?([\s\S]*)$/)
  const labels = new Map([...(rest.match(/ \(((?:(?! \()[\s\S])*)\)\s*$/)?.[1] ?? '').split('; ')].filter(Boolean).map((one) => {
    const value = one.match(/<strong>([\s\S]*)<\/strong>/)
    return [plain(value ? one.slice(0, value.index) : one), value ? plain(value[1]) : undefined]
  }))
  let target = at?.replaceAll('&amp;', '&')
  if (!target) {  // of one that was not there: it is asked further on
    const ask = plain(rest).split(words.of)[0]
    for (let here = before, steps = 0; here && steps < 40; ++steps) {
      const { body } = await page.get(here)
      if (heading(body).startsWith(ask.trimEnd()) && here !== before) target = here
      const isForm = /<form [^>]*action="\/answer"/.test(body)
      const next = isForm ? (await page.post('/answer', { ...(await page.form(here)).fields, do: 'skip' })).location : linkTo(body, words.next) ?? linkTo(body, words.skip)
      here = next?.startsWith('/check') ? '' : next
    }
  }
  const { body } = await page.get(target)
  const add = linkTo(body, words.add)
  if (!add) {
    await answer(page, target, labels, words.who)
  } else {
    for (let next = add; next.includes('item='); ) next = await answer(page, next, labels, words.who)
  }
  if (labels.size) throw new Error('not asked there: ' + [...labels.keys()].join(', '))
  return target
}

const oneOpinion = sample('minimal').replace('<provider>', '<provider id="a" role="current">').replace('</case>',
  '<provider id="b" role="second"><name><family>Ko</family></name></provider><opinion provider="a" date="2026-11-01"><diagnosis>A strain</diagnosis></opinion></case>')
const privateKind = sample('crohns-disease').replace('<sensitive category="mental-health" include="no"/>', '<sensitive category="sud" include="yes"/>')
const reached = new Set()
for (const language of ['en', 'es']) {
  const words = Object.fromEntries([['next', 'continue'], ['skip', 'skip'], ['made', 'made-by'], ['or', 'made-by.or'], ['then', 'made-by.then'], ['of', 'made-by.of'], ['who', 'made-by.who'], ['papers', 'not-made']]
    .map(([name, id]) => [name, word(id, language)]))
  words.add = word('add', language).split('{1}')[0]
  for (const [name, text] of [...['minimal', 'crohns-disease', 'torn-acl'].map((one) => [one, sample(one)]), ['one opinion', oneOpinion], ['a private kind', privateKind]]) {
    await test(`after the answers that a paper asks for it is there: ${name} in ${language}`, (check) => inFolder(async (folder) => {
      const file = join(folder, 'c.xml')
      writeFileSync(file, text)
      const page = await serve(program, folder, ['c.xml', '--language', language])
      await page.open()
      const { body } = await page.get('/papers')
      const list = body.slice(body.indexOf(words.papers))
      let count = 0
      for (const [, row] of list.slice(0, list.indexOf('</details>')).matchAll(/<li>([\s\S]*?)<\/li>/g)) {
        const [why, ways] = row.split(words.made)
        check(why.includes('<a '), false, 'a link without its words: ' + row)
        const title = plain(why.split(':')[0])
        for (const way of ways?.split(words.or) ?? []) {
          writeFileSync(file, text)
          let before = ''
          for (const told of way.split(`, ${words.then} `)) before = await follow(page, told, before, words)
          const papers = (await page.get('/papers')).body
          const made = [...papers.matchAll(/<li><a href="\/paper\?kind=([^"]*)">([\s\S]*?)<\/a>/g)].find(([, , said]) => plain(said).startsWith(title))
          check(Boolean(made), true, title + ' after ' + plain(way))
          if (made) reached.add(made[1])
          ++count
        }
      }
      check(count > 0, true, 'ways')
      await page.stop()
    }))
  }
}

await test('every paper that has a way is among those that were reached', (check) => {
  if (process.env.ONLY) return
  const interview = readFileSync(new URL('../../templates/serve/interview.xml', import.meta.url), 'utf8')
  const all = new Set([...interview.matchAll(/<way papers="([^"]*)"/g)].flatMap(([, papers]) => papers.split(' ')))
  check([...all].filter((kind) => !reached.has(kind)), [])
})

end()
