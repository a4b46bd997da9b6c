/** Writes docs/workflows.md from what commands and actions really call: `node bin/run.js scripts/workflows.ts`. A test holds the page against it. */
import { writeFileSync } from 'node:fs';
import { actions } from '../src/actions/registry.ts';
import { projectFile } from '../src/lib/project.ts';
import { otherSamples } from './workflows/others.ts';
import { workflowsPage } from './workflows/page.ts';
import { recordActions, recordCommands, recordOthers } from './workflows/record.ts';
import { actionSamples, commandSamples } from './workflows/samples.ts';

const recorded = {
  commands: await recordCommands(commandSamples),
  others: await recordOthers(otherSamples),
  actions: await recordActions(actionSamples),
};
const file = projectFile('docs/workflows.md');
writeFileSync(file, workflowsPage(recorded, actions));
for (const { command, words, calls, made } of recorded.commands) {
  if (made.length !== calls)
    console.log(`${command} ${words.join(' ')}: ${made.length} calls, and ${calls} are written in scripts/workflows/samples.ts.`);
}
for (const { what, calls, made } of recorded.others) {
  if (made.length !== calls)
    console.log(`${what}: ${made.length} calls, and ${calls} are written in scripts/workflows/others.ts.`);
}
for (const { action, calls, before, write, proof } of recorded.actions) {
  const counts = [before.length, write.length, proof.length].join(', ');
  if (counts !== calls.join(', '))
    console.log(`${action}: ${counts} calls, and ${calls.join(', ')} are written in scripts/workflows/samples.ts.`);
}
console.log('docs/workflows.md is written.');
