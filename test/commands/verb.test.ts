import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/commands/registry.ts';
import { chooseVerb, lineOf } from '../../src/commands/verb.ts';
import { splitWords } from '../../src/commands/words.ts';

const { commands } = createRegistry();
const choose = (line: string) => {
  const [name = '', ...words] = splitWords(line);
  const chosen = chooseVerb(name.slice(1), commands, words);
  if (chosen.kind === 'run') return `${chosen.found.verb}: ${chosen.words.join(' ')}`;
  if (chosen.kind === 'meant')
    return `meant ${chosen.verbs.map((one) => (`/${one.command}` === name ? one.verb : lineOf(one, ''))).join(' or ')}`;
  return chosen.unknown === undefined ? 'help' : `unknown ${chosen.unknown}`;
};

describe('the verb of a line', () => {
  it.each([
    ['/customer Lena Novak', 'lookup: Lena Novak'],
    ['/customer lookup Lena Novak', 'lookup: Lena Novak'],
    ['/customer LOOKUP 1010', 'lookup: 1010'],
    ['/customer 1010', 'lookup: 1010'],
    ['/card HM-10002', 'find: HM-10002'],
    ['/voucher 1010 20', 'apply: 1010 20'],
    ['/account ACME', 'lookup: ACME'],
    ['/rating 1010', 'list: 1010'],
    ['/verification Lena Novak', 'show: Lena Novak'],
    ['/customer Edith Novak', 'lookup: Edith Novak'],
    ['/customer Edith', 'lookup: Edith'],
    ['/customer lokup Lena Novak', 'lookup: lokup Lena Novak'],
    ['/customer help', 'help'],
    ['/customer', 'help'],
    ['/eligibility Lena Vienna', ': Lena Vienna'],
    ['/card fly 3', 'find: fly 3'],
  ])('%s is %s', (line, wanted) => {
    expect(choose(line)).toBe(wanted);
  });

  it.each([
    ['/customer lokup 1010', 'meant lookup'],
    ['/customer lookp lena@example.com', 'meant lookup'],
    ['/customer edti +43660123456', 'meant edit'],
    ['/card asign HM-10002 Lena', 'meant assign'],
    ['/voucher aply 1010 20', 'meant apply'],
    ['/customer Edith 1010', 'meant edit'],
    ['/wheelhouse stauts', 'meant status'],
    ['/account mebers account:ACME', 'meant members'],
    ['/approvals awy 3d', 'meant away'],
    ['/approvals pending', 'unknown pending'],
  ])('%s is asked about: %s', (line, wanted) => {
    expect(choose(line)).toBe(wanted);
  });

  it.each([
    ['/wheelhouse figures 7d', 'meant approvals figures'],
    ['/wheelhouse approvals', 'meant approvals'],
    ['/approvals audit', 'meant wheelhouse audit'],
    ['/customer voucher 1010', 'meant voucher apply or voucher list'],
    ['/customer vouchers 1010', 'meant voucher list or voucher apply'],
    ['/account assign HM-10002 1010', 'meant card assign'],
    ['/voucher eligibility 1010', 'meant eligibility'],
    ['/wheelhouse edit', 'unknown edit'],
    ['/customer Card', 'lookup: Card'],
  ])('of another command is asked about: %s is %s', (line, wanted) => {
    expect(choose(line)).toBe(wanted);
  });

  it('of another command is told of when nobody is called so', () => {
    const chosen = chooseVerb('customer', commands, ['voucher', 'Lena']);
    expect(chosen.kind === 'run' && chosen.ifNothing).toContain('Did you mean /voucher apply Lena?');
  });

  it('that is misspelled before a name is told of when nobody is found', () => {
    const chosen = chooseVerb('customer', commands, ['lokup', 'Lena', 'Novak']);
    expect(chosen.kind === 'run' && chosen.ifNothing).toContain('Did you mean /customer lookup Lena Novak?');
  });

  it('that a command doesn’t have is told of with those that it has when nothing is found', () => {
    const chosen = chooseVerb('card', commands, ['fly', '3']);
    expect(chosen.kind === 'run' && chosen.ifNothing).toMatch(/“fly” isn’t a \/card command.*assign/);
  });
});
