// Installs what package-lock.json names, at those versions, unless it is there: node modules.mjs FOLDER

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
const done = join(folder, 'node_modules', 'installed-from.json');
if (!existsSync(done) || readFileSync(done, 'utf8') !== lock) {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(here, name), join(folder, name));
  const how = ['ci', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', how, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(done, lock);
}
