import { describe, expect, it } from 'vitest';
import { complete } from '../../../sandbox/page/completion.ts';
import { commands } from './fixture-people.ts';

const labels = (text: string) => complete(text, commands).items.map(({ label }) => label);

describe('what the composer offers', () => {
  it('offers nothing for an ordinary message', () => {
    expect(complete('hello /customer', commands)).toEqual({ items: [], ghost: '' });
    expect(complete('', commands)).toEqual({ items: [], ghost: '' });
  });

  it('offers every command for a slash alone', () => {
    expect(labels('/')).toEqual(['/customer', '/eligibility', '/card', '/voucher', '/approvals', '/kitchen']);
  });

  it('puts commands that begin with what is typed before those that contain it', () => {
    expect(labels('/c')).toEqual(['/customer', '/card']);
    expect(labels('/ity')).toEqual(['/eligibility']);
  });

  it('offers the verbs after the command word, narrowed by what is typed', () => {
    expect(labels('/card ')).toEqual(['find', 'assign', 'unassign']);
    expect(labels('/card a')).toEqual(['assign']);
    expect(complete('/card a', commands).items[0]?.text).toBe('/card assign ');
  });

  it('reads the command and the verb in any case', () => {
    expect(labels('/CARD A')).toEqual(['assign']);
  });

  it('shows as ghost text what is still missing, without repeating the verb', () => {
    expect(complete('/card assign', commands).ghost).toBe(' <card> <customer>');
    expect(complete('/card assign ', commands).ghost).toBe('<card> <customer>');
    expect(complete('/card assign 4711', commands).ghost).toBe(' <customer>');
    expect(complete('/card assign 4711 ', commands).ghost).toBe('<customer>');
    expect(complete('/card assign 4711 nora', commands).ghost).toBe('');
  });

  it('keeps hints with spaces in them together, and counts quoted words as one', () => {
    expect(complete('/voucher apply ', commands).ghost).toBe('<customer | account:…> [template]');
    expect(complete('/voucher apply "Nora Albrecht" ', commands).ghost).toBe('[template]');
    expect(complete('/voucher apply “Nora Albrecht” ', commands).ghost).toBe('[template]');
  });

  it('shows the hint of a command that has no verbs', () => {
    expect(complete('/eligibility nora ', commands)).toEqual({ items: [], ghost: '[branch] [category]' });
  });

  it('offers nothing for a command that nobody knows', () => {
    expect(complete('/nothing here', commands)).toEqual({ items: [], ghost: '' });
  });
});
