// Goes through a form by the keyboard alone, in headless Chromium with pdf.js: Tab reaches every field in the order in
// which the tags are read, letters go into a blank, the space bar ticks a box, and what was filled in is in the saved file,
// where carepacket answers, the program that CAREPACKET names, finds it. The packet of the file CASE is then saved by pdf.js and made
// again: the answer is kept.
//
//     node keyboard.mjs MODULES FILE.pdf...     beside each FILE.pdf its tags as text: FILE.tags.txt

import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openBrowser } from './html/browser.mjs';

const [modules, ...paths] = process.argv.slice(2);
const most = 240_000;  // milliseconds for all: a browser that hangs is a failure and not the end of the night

// What a viewer does with a form, and nothing else of a viewer.
const script = `
  import * as pdfjs from '/pdf.mjs';
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs';
  const links = { externalLinkEnabled: true, eventBus: { dispatch() {} }, getDestinationHash: () => '#', goToDestination() {},
                  getAnchorUrl: () => '#', addLinkAttributes: (link, url) => { link.href = url; } };
  window.show = async (name) => {
    const file = window.file = await pdfjs.getDocument(name).promise;
    window.meanings = {};
    document.body.replaceChildren();
    for (let number = 1; number <= file.numPages; ++number) {
      const page = await file.getPage(number);
      const viewport = page.getViewport({ scale: 1, dontFlip: true });
      const div = document.createElement('div');
      div.className = 'annotationLayer';
      document.body.append(div);
      const annotations = await page.getAnnotations();
      for (const one of annotations) window.meanings[one.id] = { name: one.fieldName, spoken: one.alternativeText };
      await new pdfjs.AnnotationLayer({ div, page, viewport }).render({
        annotations, div, page, viewport, linkService: links, renderForms: true, annotationStorage: file.annotationStorage });
    }
    return file.numPages;
  };
  window.focused = () => {
    const element = document.activeElement;
    const id = element?.dataset.elementId;
    return { end: !element || element === document.body, kind: element?.type, shown: element?.value, on: element?.checked,
             ...(element?.matches('input, textarea') ? window.meanings[id] : {}) };
  };
  window.saved = async () => {
    const bytes = await window.file.saveDocument();
    const letters = [];
    for (const byte of bytes) letters.push(String.fromCharCode(byte));
    const file = await pdfjs.getDocument({ data: bytes }).promise;
    const fields = await file.getFieldObjects();
    return {
      values: Object.fromEntries(Object.entries(fields).map(([name, [field]]) => [name, field.value])),
      bytes: btoa(letters.join('')),
    };
  };
  window.ready = true;`;

function serve() {
  const files = {
    '/pdf.mjs': join(modules, 'node_modules/pdfjs-dist/build/pdf.mjs'),
    '/pdf.worker.mjs': join(modules, 'node_modules/pdfjs-dist/build/pdf.worker.mjs'),
  };
  const server = createServer((request, response) => {
    const number = /^\/(\d+)\.pdf$/.exec(request.url)?.[1];
    const path = number === undefined ? files[request.url] : paths[number];
    const type = request.url.endsWith('.mjs') ? 'text/javascript' : number === undefined ? 'text/html' : 'application/pdf';
    response.writeHead(200, { 'content-type': type });
    response.end(path ? readFileSync(path)
      : `<!DOCTYPE html><html lang="en"><title>A form</title><body></body><script type="module">${script}</script></html>`);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** What is said of the fields, in reading order. */
function meant(path) {
  const tags = readFileSync(path.replace(/\.pdf$/, '.tags.txt'), 'utf8');
  return [...tags.matchAll(/^ *Form spoken="((?:[^"\\]|\\.)*)"/gm)].map(([, words]) => words.replace(/\\(.)/g, '$1'));
}

async function press(browser, key, code, text) {
  const event = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code, ...(text ? { text } : {}) };
  await browser.page('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
  await browser.page('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

async function walk(browser, path, number) {
  const faults = [];
  await browser.evaluate(`window.show('/${number}.pdf')`);
  const expected = meant(path);
  const met = [];
  const filled = {};
  for (let steps = 0; steps < 20 * expected.length + 2000; ++steps) {
    await press(browser, 'Tab', 9);
    const here = await browser.evaluate('window.focused()');
    if (here.end) break;
    if (here.spoken === undefined) continue;  // a link
    met.push(here.spoken);
    if (here.kind === 'checkbox' && !here.on && filled.box === undefined) {
      await press(browser, ' ', 32, ' ');
      filled.box = { name: here.name, value: 'Yes' };
    } else if (here.kind !== 'checkbox' && filled.text === undefined) {
      await browser.page('Input.insertText', { text: 'Dana, größer' });
      filled.text = { name: here.name, value: 'Dana, größer' };
    }
    if (met.length > expected.length) break;
  }
  const parting = expected.findIndex((spoken, i) => spoken !== met[i]);
  if (parting >= 0) faults.push(`field ${parting + 1}: the tags say “${expected[parting]}”, Tab leads to “${met[parting]}”`);
  if (met.length > expected.length) faults.push(`Tab leads to “${met[expected.length]}”, which is in no tag`);
  if (new Set(met).size !== met.length) faults.push('two fields say the same');
  if (!expected.length || !filled.text || !filled.box) faults.push('there is nothing to fill in');
  const saved = await browser.evaluate('window.saved()');
  for (const { name, value } of Object.values(filled)) {
    const held = saved.values[name];
    if (held !== value) faults.push(`${name} was filled with “${value}”, and is saved as “${held}”`);
  }
  // What pdf.js saved is read by the next run, too.
  const folder = mkdtempSync(join(tmpdir(), 'carepacket-saved-'));
  writeFileSync(join(folder, 'saved.pdf'), Buffer.from(saved.bytes, 'base64'));
  const answers = spawnSync(process.env.CAREPACKET, ['answers', join(folder, 'saved.pdf')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  for (const answer of ['    Dana, größer\n', '    [x]\n']) {
    if (!answers.stdout?.includes(answer)) faults.push(`carepacket answers does not say ${JSON.stringify(answer)}: ${answers.stdout}${answers.stderr}`);
  }
  return { faults, fields: met.length };
}

/** A packet that pdf.js saved twice, each time behind the end of the file, is made again: the newest answer stands in it. */
async function makeAgain(browser, path) {
  const faults = [];
  const carepacket = (...words) => spawnSync(process.env.CAREPACKET, words, { encoding: 'utf8' });
  const folder = mkdtempSync(join(tmpdir(), 'carepacket-again-'));
  const made = (...words) => carepacket('make', path, '-o', folder, ...words);
  const first = made();
  const packet = first.stdout.split(':')[0];
  const number = paths.push(packet) - 1;
  for (const words of ['eins', 'zwei, größer']) {
    await browser.evaluate(`window.show('/${number}.pdf')`);
    let here = {};
    while (!here.end && (!here.spoken || here.kind === 'checkbox')) {
      await press(browser, 'Tab', 9);
      here = await browser.evaluate('window.focused()');
    }
    await browser.evaluate('document.activeElement.select()');
    await browser.page('Input.insertText', { text: words });
    const before = readFileSync(packet);
    const saved = Buffer.from((await browser.evaluate('window.saved()')).bytes, 'base64');
    if (!saved.subarray(0, before.length).equals(before)) faults.push('pdf.js did not append');
    writeFileSync(packet, saved);
  }
  const again = made();
  if (!again.stdout.includes(', 1 answer kept\n')) faults.push(`make does not say that it kept the answer: ${again.stdout}${again.stderr}`);
  const answers = carepacket('answers', packet).stdout;
  if (!answers.includes('    zwei, größer\n') || answers.includes('eins')) faults.push(`the new packet says: ${answers}`);
  const once = readFileSync(packet);
  made();
  if (!readFileSync(packet).equals(once)) faults.push('made a third time, it is not the same');
  rmSync(folder, { recursive: true });
  paths.pop();
  return faults.map((fault) => `${path}: ${fault}`);
}

const clock = setTimeout(() => { console.log('the browser did not answer in time'); process.exit(1); }, most);
const missing = paths.filter((path) => !existsSync(path));
const server = await serve();
const browser = await openBrowser();
let failed = missing.length + !paths.length, fields = 0;
try {
  await browser.open(`http://127.0.0.1:${server.address().port}/`);
  while (!(await browser.evaluate('window.ready === true'))) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [number, path] of paths.entries()) {
    if (missing.includes(path)) continue;
    const one = await walk(browser, path, number);
    fields += one.fields;
    failed += one.faults.length;
    for (const fault of one.faults) console.log(`${path}: ${fault}`);
  }
  for (const fault of await makeAgain(browser, process.env.CASE)) {
    ++failed;
    console.log(fault);
  }
} finally {
  await browser.close();
  server.close();
  clearTimeout(clock);
}
console.log(`${paths.length} forms, ${fields} fields in the order of their tags, ${failed} faults`);
process.exit(failed ? 1 : 0);
