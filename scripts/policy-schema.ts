import { writeFileSync } from 'node:fs';
import { policyJsonSchema } from '../src/approvals/policy/schema.ts';
import { projectFile } from '../src/lib/project.ts';

// Writes policy.schema.json, by which editors complete and check policy files. Run it after a change of src/approvals/policy/schema.ts:
//   node bin/run.js scripts/policy-schema.ts && npx biome format --write policy.schema.json
writeFileSync(projectFile('policy.schema.json'), `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
