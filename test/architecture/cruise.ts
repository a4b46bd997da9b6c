import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { configuration } from './rules.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const sourceFile = /\.tsx?$/;

/** Every TypeScript file under these folders of `base`, as the file system has them, with `/` and relative to it. */
export function filesUnder(base: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(base, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && sourceFile.test(entry.name))
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** What dependency-cruiser read under these folders, type imports included, and which rules that breaks. */
export async function cruised(base: string, folders: readonly string[]): Promise<{ read: string[]; violations: string[] }> {
  const { output } = await cruise([...folders], {
    baseDir: base,
    ruleSet: configuration,
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  });
  if (!isResult(output)) throw new Error('dependency-cruiser gave a text where its result was asked for');
  const own = new RegExp(`^(${folders.join('|')})/`);
  return {
    read: output.modules
      .map(({ source }) => source)
      .filter((source) => own.test(source) && sourceFile.test(source))
      .sort(),
    violations: output.summary.violations
      .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to.replace(/^.*node_modules\//, 'node_modules/')}`)
      .sort(),
  };
}

function isResult(output: ICruiseResult | string): output is ICruiseResult {
  return typeof output !== 'string';
}
