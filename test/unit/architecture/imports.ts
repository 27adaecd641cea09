import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Import {
  /** Path of the importing file below the project's root. */
  readonly from: string;
  /** Path below the root for a file of ours, the name as written for a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import and re-export below `folder`, read as text, so that no build setting can hide one. */
export function importsBelow(folder: string): Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name))
    .sort()
    .flatMap(from => importsOf(from, readFileSync(join(ROOT, from), 'utf8')));
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')` and `require('x')`. */
export function importsOf(from: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) =>
    found.push({ from, to: resolved(from, specifier), typeOnly });
  for (const [, clause = '', specifier = ''] of source.matchAll(
    /^(?:import|export)\s([^'";]*?)\sfrom\s+['"]([^'"]+)['"]/gm,
  ))
    add(specifier, isTypeOnly(clause));
  for (const [, specifier = ''] of source.matchAll(/^import\s+['"]([^'"]+)['"]/gm)) add(specifier, false);
  for (const [, specifier = ''] of source.matchAll(
    /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)(?!\.[A-Z])/g,
  ))
    add(specifier, false);
  return found;
}

/** `type X`, or braces in which every name is marked `type`. */
function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  return names
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
    .every(name => name.startsWith('type '));
}

function resolved(from: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(from), specifier)) : specifier;
}
