import { cut } from '../../lib/text.ts';
import type { AppContext } from '../app-context.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { textOf } from '../engine/values.ts';
import { filledAt } from './understand.ts';

/** Text that is typed and looked for or taken as it is: a part of a card's number, an id. */
export function typedText<About>(props: {
  usage: string;
  field: { name: string; label: string; hint: string; maxLength: number };
  /** What the text means, or why it is none. */
  read(text: string): { ok: true; about: About } | { ok: false; why: string };
  mustWork?(app: AppContext): void;
}): ReadSubject<About> {
  const { usage, field, read, mustWork } = props;
  return {
    usage,
    mustWork,
    async understand(app, words) {
      const text = cut(words.join(' '), field.maxLength).trim();
      const meant = read(text);
      if (meant.ok) return { kind: 'known', about: meant.about };
      return {
        kind: 'unclear',
        filled: { ...filledAt(app), values: { [field.name]: { value: text, text } }, problem: meant.why },
      };
    },
    fields(_app, { values }) {
      const initial = values[field.name]?.value;
      return [{ kind: 'text', ...field, initial }];
    },
    fromSubmission({ values }) {
      const text = cut(textOf(values, field.name) ?? '', field.maxLength).trim();
      const meant = read(text);
      if (!meant.ok) return { ok: false, errors: { [field.name]: meant.why } };
      return { ok: true, words: text, find: async () => ({ kind: 'known', about: meant.about }) };
    },
  };
}
