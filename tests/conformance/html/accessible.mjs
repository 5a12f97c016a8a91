// What a browser and axe-core say of HTML: node accessible.mjs FOLDER MODULES
//
//   axe-core     every rule of WCAG 2.0, 2.1 and 2.2, levels A and AA, and of best practice
//                What axe leaves undecided is a fault too, but for the colours of what nobody has typed yet, of a
//                single sign, and of what is moved out of sight in a wide table: they are as elsewhere
//   the browser  the tree it hands to a screen reader: every place to write in has a name; headings are one tree that
//                begins with one h1; nothing is fetched, run or refused; at 320 pixels (WCAG 2.2, 1.4.10: 1280 at 400 %)
//                nothing is wider than the window; at 390, a telephone, no table has to be moved sideways
//
// One browser for all files, and it is asked of every sample. axe-core, which takes four times as long as all the rest, reads
// those samples that have every paper, element and script between them, and those with the worst words: the others have the
// same elements in the same style. What is broken on purpose has to be seen in the same run.

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openBrowser } from './browser.mjs'

const [folder, modules] = process.argv.slice(2)
const axe = readFileSync(join(modules, 'node_modules/axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Every paper there is, in both languages and large print; every other sample as a packet.
const binders = ['every-field']
const keptWhole = readFileSync(new URL('../../kept_whole.txt', import.meta.url), 'utf8').trim().split('\n')
const readByAxe = [...keptWhole, 'hostile-words', 'long-names']

function filesIn(folder) {
  const files = []
  for (const sample of readdirSync(folder).sort())
    for (const name of readdirSync(join(folder, sample)).sort())
      if (name === 'packet-standard-en.html' || (name.endsWith('.html') && binders.includes(sample)))
        files.push(join(folder, sample, name))
  return files
}

const outside = []  // what the file that is open wanted from elsewhere, or was refused

/** What axe-core finds, by all its rules or by one of them.
 *  @returns a line a fault */
async function faultsByAxe(browser, rule) {
  await browser.evaluate(axe + ';0')
  if (rule && !await browser.evaluate(`axe.getRules(${JSON.stringify(tags)}).some((one) => one.ruleId === '${rule}')`))
    throw new Error('axe-core has no rule ' + rule)
  const only = rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: tags }
  const least = rule ? 0 : 20
  return browser.evaluate(`const parts = (color) => color.match(/[\\d.]+/g).map(Number)
    const light = (color) => parts(color).slice(0, 3).map((one) => one / 255)
      .map((one) => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4).reduce((sum, one, i) => sum + one * [.2126, .7152, .0722][i], 0)
    const contrast = (one, other) => (Math.max(light(one), light(other)) + .05) / (Math.min(light(one), light(other)) + .05)
    const ground = (one) => { const color = getComputedStyle(one).backgroundColor; return parts(color)[3] === 0 && one.parentElement ? ground(one.parentElement) : color }
    axe.run(document, {runOnly: ${JSON.stringify(only)}, resultTypes: ['violations', 'incomplete']})
    .then((run) => run.violations.concat(run.incomplete.map((rule) => ({id: rule.id + ' (undecided)', nodes: rule.nodes
      .filter((node) => {
        const one = document.querySelector(node.target[0])
        // It does not look through a drawing to what is behind it: that is the paper itself.
        if (one.matches('svg text')) return contrast(getComputedStyle(one).fill, ground(one)) < 4.5
        const own = [...one.childNodes].map((kid) => kid.nodeType === 3 ? kid.data.trim() : '').join('')
        return !one.matches('input, textarea') && !one.closest('.scroll') && own.length > 1
      })})))
    .filter((rule) => rule.nodes.length).map((rule) => 'axe: ' + rule.id + ', ' + rule.nodes.length + ' times, first ' +
      rule.nodes[0].html.slice(0, 200)).concat(run.passes.length < ${least} ? ['axe: hardly a rule'] : []))`)
}

/** @param byAxe  whether axe-core reads it too; or the one rule of axe-core that does
 *  @returns what is wrong, a line a fault */
async function faultsOf(browser, file, byAxe) {
  outside.length = 0
  await browser.page('Emulation.setDeviceMetricsOverride', { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false })
  await browser.open(pathToFileURL(file).href)
  const faults = [...outside.map((what) => 'outside: ' + what)]

  if (byAxe) faults.push(...await faultsByAxe(browser, byAxe === true ? '' : byAxe))

  const { nodes } = await browser.page('Accessibility.getFullAXTree')
  let level = 0, tops = 0
  for (const node of nodes.filter((node) => !node.ignored)) {
    const role = node.role?.value, name = node.name?.value?.trim() ?? ''
    if (['textbox', 'checkbox'].includes(role) && !name) faults.push('tree: a ' + role + ' without a name')
    if (role !== 'heading') continue
    const own = node.properties.find((property) => property.name === 'level').value.value
    if (!name) faults.push('tree: a heading without words')
    if (own > level + 1) faults.push(`tree: a heading of level ${own} behind one of level ${level}: ${name}`)
    tops += own === 1
    level = own
  }
  if (tops !== 1) faults.push(`tree: ${tops} headings of level 1`)

  await browser.page('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: false })
  const wide = await browser.evaluate(`(() => {
    if (document.scrollingElement.scrollWidth <= innerWidth) return ''
    const out = [...document.body.querySelectorAll('*')].filter((one) => !one.closest('.scroll') &&
      one.getBoundingClientRect().right > innerWidth + 1 && one.children.length === 0)
    return document.scrollingElement.scrollWidth + ' pixels, ' + (out[0]?.outerHTML.slice(0, 160) ?? '')
  })()`)
  if (wide) faults.push('reflow: ' + wide)

  await browser.page('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 1, mobile: false })
  const moved = await browser.evaluate(`(() => {
    const out = [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth + 1)
    return out.length ? out.length + ' tables, first ' + out[0].textContent.trim().slice(0, 80) : ''
  })()`)
  if (moved) faults.push('sideways at 390 pixels: ' + moved)
  return faults
}

// What is put for what, and what has to be said of it.
const broken = [
  ['<input type="text" autocomplete="off" id="', '<input type="text" id="not-', 'axe: label'],
  ['<input type="text" autocomplete="off" id="', '<input type="text" id="not-', 'tree: a textbox without a name'],
  ['<h3 ', '<h5 ', 'axe: heading-order'],
  ['<h3 ', '<h5 ', 'tree: a heading of level'],
  ['<h1 ', '<h1>Once more</h1><h1 ', 'tree: 2 headings of level 1'],
  ['<html lang="en">', '<html>', 'axe: html-has-lang'],
  ['</main>', '</main><p>Nowhere</p>', 'axe: region'],
  ['color:#39434d', 'color:#b9c3cd', 'axe: color-contrast'],
  ['</main>', '<img alt="" src="https://example.org/spy.png"></main>', 'outside: '],
  ['</main>', '<script>document.title = 1</script></main>', 'outside: '],
  ['</main>', '<div style="width:900px">Wide</div></main>', 'reflow: '],
  ['</main>', '<div class="scroll"><div style="width:900px">Wide</div></div></main>', 'sideways at 390 pixels: '],
]

const files = filesIn(folder)
if (!files.length) throw new Error('there are no files in ' + folder)
const made = mkdtempSync(join(tmpdir(), 'carepacket-broken-'))
const browser = await openBrowser()
let failed = 0
try {
  await browser.page('Network.enable')
  await browser.page('Log.enable')
  await browser.page('Accessibility.enable')
  browser.listen(({ method, params }) => {
    if (method === 'Network.requestWillBeSent' && !/^(file|data):/.test(params.request.url))
      outside.push(params.request.url)
    if (method === 'Log.entryAdded') outside.push(params.entry.text)
  })
  for (const file of files) {
    for (const fault of await faultsOf(browser, file, readByAxe.includes(basename(dirname(file))))) {
      failed++
      console.log(`${basename(dirname(file))}/${basename(file)}: ${fault}`)
    }
  }
  const good = readFileSync(join(folder, 'minimal', 'packet-standard-en.html'), 'utf8')
  for (const [was, becomes, said] of broken) {
    if (!good.includes(was)) throw new Error('nothing to break: ' + was)
    const file = join(made, 'broken.html')
    writeFileSync(file, good.replace(was, becomes))
    const rule = said.startsWith('axe: ') ? said.slice('axe: '.length) : false
    const faults = await faultsOf(browser, file, rule)
    if (faults.some((fault) => fault.startsWith(said))) continue
    failed++
    console.log(`not seen: ${said} of ${becomes}; but ${JSON.stringify(faults)}`)
  }
} finally {
  await browser.close()
  rmSync(made, { recursive: true })
}
console.log(`${files.length} files, ${broken.length} broken on purpose, ${failed} failed`)
process.exit(failed ? 1 : 0)
