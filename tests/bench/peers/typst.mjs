// Sets packets of words with Typst, in this process, as PDF/UA-1.
//
//     node typst.mjs MODULES WORDS OUT COUNT        WORDS: the folder that words.py wrote; the first COUNT of it

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [modules, words, out, count] = process.argv.slice(2);
const { NodeCompiler } = createRequire(resolve(modules, 'x.js'))('@myriaddreamin/typst-ts-node-compiler');
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/andika'] }],
});
for (let i = 0; i < Number(count); ++i) {
  const packet = readFileSync(join(words, `${i}.json`), 'utf8');
  const made = compiler.compile({ mainFilePath: join(import.meta.dirname, 'papers.typ'), inputs: { packet } });
  if (!made.result) throw new Error(JSON.stringify(compiler.fetchDiagnostics(made.takeDiagnostics())));
  writeFileSync(join(out, `${i}.pdf`), compiler.pdf(made.result, { pdfStandard: 'ua-1' }));
  compiler.evictCache(10);
}
