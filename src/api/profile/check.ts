import { didYouMean } from '../../lib/nearest.ts';
import { type Locate, type Path, type Problem, problemAt } from '../../lib/yaml-problems.ts';
import { apis, type DescribedCall, describeCalls } from '../document/calls.ts';
import { ownShape, typesIn } from '../document/compare-sent.ts';
import { shapeNames } from '../document/objects.ts';
import type { OurSchema } from '../document/schema.ts';
import { offable } from './offable.ts';
import { pathProblems } from './paths.ts';
import { type CallChange, type Profile, type Renames, renamesIn, type Scalar } from './profile.ts';

type Wrong = (path: Path, say: string, at?: 'value' | 'key') => void;

/** What no shape of the file can say: names that do not exist, and changes that could make another call of one. */
export function checkProfile(profile: Profile, locate: Locate, upstream: 'operations' | 'smartmove' | 'any'): Problem[] {
  const problems: Problem[] = [];
  const wrong: Wrong = (path, say, at) => problems.push(problemAt(locate, path, say, at));
  const all = describeCalls();
  const mine = describeCalls(apis.filter((api) => upstream === 'any' || (api === 'smartmove') === (upstream === 'smartmove')));
  const names = mine.map(({ name }) => name);
  for (const [name, change] of Object.entries(profile.calls)) {
    const call = mine.find((one) => one.name === name);
    if (call !== undefined) checkCall(call, change, wrong);
    else if (all.some((one) => one.name === name)) {
      const other = upstream === 'smartmove' ? 'OPERATIONS_API_PROFILE' : 'SMARTMOVE_API_PROFILE';
      wrong(['calls', name], `${name} is a call of the other back office; it belongs in ${other}.`, 'key');
    } else
      wrong(
        ['calls', name],
        `There is no call "${name}".${didYouMean(name, names)} \`wheelhouse api print\` lists them as operationId.`,
        'key',
      );
  }
  for (const problem of pathProblems(profile, mine)) wrong(['calls', problem.call, problem.key], problem.say);
  for (const [object, renames] of Object.entries(profile.objects)) checkObject(object, renames, mine, wrong);
  for (const [field, values] of Object.entries(profile.values)) checkValues(field, values, mine, wrong);
  for (const [index, name] of profile.off.entries()) {
    if (offable[name] === undefined)
      wrong(
        ['off', index],
        `There is no action or read "${name}" that could be switched off.${didYouMean(name, Object.keys(offable))}`,
      );
  }
  if (problems.length === 0) for (const call of mine) checkOneToOne(call, profile, wrong);
  return problems;
}

function checkCall(call: DescribedCall, change: CallChange, wrong: Wrong): void {
  const place = (part: string, field?: string): Path => ['calls', call.name, part, ...(field === undefined ? [] : [field])];
  // Further pages are asked for when a total says that there are more.
  const query = [...call.query.map(({ name }) => name), ...(call.row.whole === true ? ['page'] : [])];
  for (const [field, theirs] of Object.entries(change.query ?? {})) {
    if (!query.includes(field)) wrong(place('query', field), noField(`${call.name} sends no parameter`, field, query), 'key');
    else if (theirs.includes('.')) wrong(place('query', field), 'A parameter of the address has no levels: write one name.');
  }
  const { body } = call;
  if (change.body !== undefined && body === undefined) wrong(place('body'), `${call.name} sends no body.`, 'key');
  else if (body !== undefined)
    checkFields(change.body ?? {}, elementOf(body, call), call, (field) => place('body', field), wrong);
  const answer = call.answer === undefined ? undefined : elementOf(call.answer, call);
  if (change.answer !== undefined && answer === undefined)
    wrong(place('answer'), `Nothing is read of the answer to ${call.name}.`, 'key');
  else if (answer !== undefined) checkFields(change.answer ?? {}, answer, call, (field) => place('answer', field), wrong);
  const isList = call.answer !== undefined && typesIn(ownShape(call.answer, call.components))[0] === 'array';
  if (change.items !== undefined && !isList) wrong(place('items'), `The answer to ${call.name} is no list.`, 'key');
}

const noField = (what: string, field: string, known: readonly string[]) =>
  `${what} "${field}".${didYouMean(field, known) || (known.length === 0 ? '' : ` There are: ${known.join(', ')}.`)}`;

function elementOf(schema: OurSchema, { components }: DescribedCall): OurSchema {
  const shape = ownShape(schema, components);
  return shape.items === undefined ? shape : ownShape(shape.items, components);
}

function checkFields(
  renames: Renames,
  shape: OurSchema,
  call: DescribedCall,
  place: (field: string) => Path,
  wrong: Wrong,
): void {
  for (const field of Object.keys(renames)) {
    if (fieldAt(shape, field, call) === undefined)
      wrong(place(field), noField(`${call.name} has no field`, field, Object.keys(shape.properties ?? {})), 'key');
  }
}

function fieldAt(
  shape: OurSchema | undefined,
  field: string,
  { components }: Pick<DescribedCall, 'components'>,
): OurSchema | undefined {
  return field.split('.').reduce<OurSchema | undefined>((one, part) => {
    const member = one?.properties?.[part];
    return member === undefined ? undefined : ownShape(member, components);
  }, shape);
}

/** All forms of an object, by the name that a profile gives it. */
function formsOf(object: string, calls: readonly DescribedCall[]): { shape: OurSchema; call: DescribedCall }[] {
  const [call] = calls.filter(({ components }) => Object.values(components).some((one) => one['x-objects']?.includes(object)));
  if (call === undefined) return [];
  return Object.values(call.components)
    .filter((shape) => shape['x-objects']?.includes(object))
    .map((shape) => ({ shape, call }));
}

const objectNames = [...new Set([...shapeNames.values()].flatMap(({ objects }) => objects))];

function checkObject(object: string, renames: Renames, calls: readonly DescribedCall[], wrong: Wrong): void {
  const forms = formsOf(object, calls);
  if (forms.length === 0) wrong(['objects', object], `There is no object "${object}".${didYouMean(object, objectNames)}`, 'key');
  if (forms.length === 0) return;
  const known = [...new Set(forms.flatMap(({ shape }) => Object.keys(shape.properties ?? {})))];
  for (const field of Object.keys(renames)) {
    if (!forms.some(({ shape, call }) => fieldAt(shape, field, call) !== undefined))
      wrong(['objects', object, field], noField(`${object} has no field`, field, known), 'key');
  }
}

function checkValues(
  name: string,
  values: Readonly<Record<string, Scalar>>,
  calls: readonly DescribedCall[],
  wrong: Wrong,
): void {
  const [object = '', ...rest] = name.split('.');
  const field = rest.join('.');
  const forms = formsOf(object, calls);
  if (forms.length === 0 || field === '') {
    const say = `Write an object and its field, such as Customer.creditStatus.${didYouMean(object, objectNames)}`;
    wrong(['values', name], say, 'key');
    return;
  }
  const found = forms.flatMap(({ shape, call }) => fieldAt(shape, field, call) ?? []);
  if (found.length === 0) {
    const known = [...new Set(forms.flatMap(({ shape }) => Object.keys(shape.properties ?? {})))];
    wrong(['values', name], noField(`${object} has no field`, field, known), 'key');
    return;
  }
  const shapes = found.map((shape) => (shape.items === undefined ? shape : shape.items));
  for (const [theirs, ours] of Object.entries(values)) {
    if (shapes.some((shape) => takesValue(shape, ours))) continue;
    const words = shapes.flatMap((shape) => shape.enum ?? typesIn(shape)).map(String);
    wrong(
      ['values', name, theirs],
      `${String(ours)} is no value of ${name}.${didYouMean(String(ours), words) || ` There are: ${[...new Set(words)].join(', ')}.`}`,
    );
  }
}

function takesValue(shape: OurSchema, value: Scalar): boolean {
  if (shape.enum !== undefined) return shape.enum.includes(value);
  const types = typesIn(shape);
  return types.includes(typeof value) || (Number.isInteger(value) && types.includes('integer'));
}

/** What is written must be written to one place each, and each value of ours as one of theirs. */
function checkOneToOne(call: DescribedCall, profile: Profile, wrong: Wrong): void {
  const change = profile.calls[call.name];
  const query = call.query.map(({ name }) => [name, (change?.query?.[name] ?? name).replace(/\[\]$/, '')] as const);
  sayCollision(query, call, wrong, (field) => ['calls', call.name, 'query', field]);
  if (call.body === undefined) return;
  const shape = elementOf(call.body, call);
  const renames = renamesIn(profile, shape, change?.body);
  const fields = [...new Set([...Object.keys(shape.properties ?? {}), ...renames.keys()])].filter(
    (field) => ![...renames.keys()].some((other) => other.startsWith(`${field}.`)),
  );
  const body = fields.map((field) => [field, renames.get(field) ?? field] as const);
  sayCollision(body, call, wrong, (field) => {
    const object = (shape['x-objects'] ?? []).findLast((one) => profile.objects[one]?.[field] !== undefined);
    return change?.body?.[field] === undefined && object !== undefined
      ? ['objects', object, field]
      : ['calls', call.name, 'body', field];
  });
  for (const [field, member] of Object.entries(shape.properties ?? {})) {
    const lenders = [...(shape['x-objects'] ?? []).map((object) => `${object}.${field}`), member['x-values'] ?? ''];
    for (const name of lenders) {
      const ours = Object.values(profile.values[name] ?? {});
      const twice = ours.find((value, index) => ours.indexOf(value) !== index);
      if (twice !== undefined)
        wrong(
          ['values', name],
          `${String(twice)} is the word for two values there, and ${call.name} writes this field: it could not know which of them to send.`,
          'key',
        );
    }
  }
}

function sayCollision(
  fields: readonly (readonly [string, string])[],
  call: DescribedCall,
  wrong: Wrong,
  place: (field: string) => Path,
): void {
  for (const [index, [field, theirs]] of fields.entries()) {
    const other = fields.find(([, name], at) => at !== index && (name === theirs || name.startsWith(`${theirs}.`)));
    const renamed = field !== theirs;
    if (other !== undefined && renamed && !(other[0] !== other[1] && fields.findIndex(([name]) => name === other[0]) < index))
      wrong(place(field), `${call.name} would write ${field} and ${other[0]} to the same place, ${theirs}.`);
  }
}
