// Reads the tags of finished files with pdf.js, and compares what they say with the tags the engine meant to write.
//
//     node pdfjs.mjs [--only=PATTERN] MODULES FILE-OR-FOLDER...     beside each FILE.pdf its tags as text: FILE.tags.txt
//
// MODULES is where modules.mjs has put pdf.js.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';


const asked = process.argv.slice(2);
const only = new RegExp(asked[0].startsWith('--only=') ? asked.shift().slice('--only='.length) : '');
const [folder, ...paths] = asked;

function filesIn(path) {
  if (!statSync(path).isDirectory()) return path.endsWith('.pdf') ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => filesIn(join(path, name)));
}

/** The letters alone, in logical order: blanks are none, nor what is never seen (joiners, marks of direction), which
 *  pdf.js leaves out. Of two marks on one letter either may come first: that is the same text to Unicode (NFC). */
const ink = (text) => text.replace(/[\s"\p{Cf}\p{Variation_Selector}]/gu, '').normalize();

// Elements that never go on on another page: their texts are compared one by one.
const compared = /^(H[1-6]?|TH|Lbl|Link|Form)$/;

/** What the tags as text say: the compared elements with their words, and all words. */
function meant(text) {
  const elements = [];
  const open = [];
  let words = '';
  for (const line of text.split('\n')) {
    const found = /^( *)(\w+)/.exec(line);
    if (!found) continue;
    const depth = found[1].length;
    while (open.length && open[open.length - 1].depth >= depth) open.pop();
    const element = { role: found[2], words: '', depth };
    open.push(element);
    if (compared.test(element.role)) elements.push(element);
    const spoken = / spoken="((?:[^"\\]|\\.)*)"/.exec(line);  // the name of a field for people: not among the words
    if (spoken) element.words = ink(spoken[1].replace(/\\(.)/g, '$1'));
    const rest = line.slice(found[0].length).replace(/ alt="[^"]*"/, '').replace(spoken?.[0] ?? '', '');
    const quote = rest.indexOf('"');
    if (quote < 0) continue;
    // What follows the first text of a line is said by those around the element, behind it.
    const [own, ...after] = rest.slice(quote).split('" "').map(ink);
    const behind = after.join('');
    for (const one of open) one.words += one !== element ? own + behind : one.role === 'Form' ? '' : own;
    words += own + behind;
  }
  return { elements, words };
}

/** What a page says to pdf.js. */
async function read(page, found) {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const texts = new Map();
  const open = [];
  for (const item of content.items) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') open.push(item.id);
    else if (item.type === 'endMarkedContent') open.pop();
    else if (open.length) {
      const id = open[open.length - 1];
      texts.set(id, (texts.get(id) ?? '') + item.str);
    }
  }
  const annotations = new Map((await page.getAnnotations()).map((one) => [one.id, one]));
  const objects = new Set();
  const walk = (node) => {
    const element = { role: node.role, words: '' };
    if (compared.test(node.role)) found.elements.push(element);
    let words = '';
    for (const kid of node.children ?? []) {
      if (kid.type === 'content') words += ink(texts.get(kid.id) ?? '');
      else if (kid.type) {
        const id = kid.id.replace('pdfjs_internal_id_', '');
        objects.add(id);
        if (node.role === 'Form') element.words += ink(annotations.get(id)?.alternativeText ?? '');
      } else words += walk(kid);
    }
    element.words += words;
    return words;
  };
  const tree = await page.getStructTree();
  if (tree) found.words += walk(tree);
  for (const annotation of annotations.values()) {
    if (!objects.has(annotation.id)) found.faults.push(`annotation ${annotation.id} is in no element`);
    if (annotation.subtype === 'Widget') found.widgets.add(annotation.fieldName);
  }
}

function compare(expected, found) {
  const faults = found.faults;
  const line = (one) => (one ? `${one.role} ${one.words}` : 'nothing');
  // An element without content is on no page: a header cell that is left to be written in.
  const filled = (elements) => elements.filter((one) => one.words || /^(Link|Form)$/.test(one.role));
  const [all, told] = [filled(expected.elements), filled(found.elements)];
  for (let i = 0; i < Math.max(all.length, told.length); ++i) {
    const [a, b] = [all[i], told[i]];
    if (!a || !b || a.role !== b.role || a.words !== b.words) {
      faults.push(`element ${i}: meant ${line(a)}, found ${line(b)}`);
      break;
    }
  }
  if (expected.words !== found.words) {
    let i = 0;
    while (expected.words[i] === found.words[i]) ++i;
    const around = (text) => text.slice(Math.max(0, i - 30), i + 30);
    faults.push(`words: meant …${around(expected.words)}…, found …${around(found.words)}…`);
  }
  return faults;
}

async function check(pdfjs, path) {
  const data = new Uint8Array(readFileSync(path));
  const file = await pdfjs.getDocument({ data, useSystemFonts: false, disableFontFace: true, verbosity: 0 }).promise;
  const found = { elements: [], words: '', faults: [], widgets: new Set() };
  for (let number = 1; number <= file.numPages; ++number) {
    const page = await file.getPage(number);
    await read(page, found);
    page.cleanup();
  }
  if (!(await file.getMarkInfo())?.Marked) found.faults.push('it is not called tagged');
  const fields = Object.keys((await file.getFieldObjects()) ?? {});
  for (const name of found.widgets) {
    if (!fields.includes(name)) found.faults.push(`the field ${name} is not one of the form`);
  }
  const faults = compare(meant(readFileSync(path.replace(/\.pdf$/, '.tags.txt'), 'utf8')), found);
  const result = { faults, pages: file.numPages, elements: found.elements.length, fields: fields.length };
  await file.destroy();
  return result;
}

const files = paths.flatMap(filesIn).filter((path) => only.test(path));
const pdfjs = await import(pathToFileURL(join(folder, 'node_modules/pdfjs-dist/legacy/build/pdf.mjs')));
let pages = 0, elements = 0, fields = 0, failed = 0;
for (const path of files) {
  const one = await check(pdfjs, path);
  pages += one.pages;
  elements += one.elements;
  fields += one.fields;
  failed += one.faults.length;
  for (const fault of one.faults) console.log(`${path}: ${fault}`);
}
console.log(`${files.length} files, ${pages} pages, ${elements} headings, header cells, labels, links and fields as they were ` +
  `meant, ${fields} fields, ${failed} faults`);
process.exit(failed || !files.length ? 1 : 0);
