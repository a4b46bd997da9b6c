import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from './lib/project.ts';

/** As in package.json. */
export const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(projectFile('package.json'), 'utf8'))).version;
