import { writeFileSync } from 'node:fs';
import { policyJsonSchema } from '../src/approvals/policy/schema.ts';

// Writes policy.schema.json, by which editors complete and check policy files. Run it after a change of src/approvals/policy/schema.ts:
//   node bin/run.js scripts/policy-schema.ts && npx biome format --write policy.schema.json
writeFileSync(new URL('../policy.schema.json', import.meta.url), `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
