// Puts what package-lock.json names into a folder, when it is not there yet.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

export function install(folder) {
  const wanted = JSON.parse(readFileSync(join(here, 'package.json'))).dependencies['pdfjs-dist'];
  const installed = join(folder, 'node_modules/pdfjs-dist/package.json');
  if (existsSync(installed) && JSON.parse(readFileSync(installed)).version === wanted) return;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(here, name), join(folder, name));
  const how = ['ci', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', how, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
