import type { Field } from '../../views/form/form.ts';

export function nameField(initial: string | undefined): Field {
  return {
    kind: 'text',
    name: 'name',
    label: 'Name',
    dispatch: true,
    maxLength: 200,
    ...(initial === undefined ? {} : { initial }),
  };
}

export function codeField(initial: string | undefined): Field {
  return {
    kind: 'text',
    name: 'code',
    label: 'Code',
    dispatch: true,
    optional: true,
    maxLength: 100,
    hint: 'As invoices and reports name it; each code once.',
    ...(initial === undefined ? {} : { initial }),
  };
}
