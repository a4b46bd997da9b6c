import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: above the sources while developing and testing, above dist/ when what was built runs. */
export const projectRoot = folderAbove(dirname(fileURLToPath(import.meta.url)));

/** A file of the project, named from its folder. */
export const projectFile = (path: string): string => join(projectRoot, path);

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder)
    throw new Error('There is no package.json above the files that run. Start them from where they were installed.');
  return folderAbove(dirname(folder));
}
