/** What people read of a message, modal or Home, as plain text: one line a block, buttons in brackets. */
export function readAloud(drawn: { message: unknown } | { modal: unknown } | { home: unknown }): string {
  if ('message' in drawn) {
    const { text, blocks } = asRecord(drawn.message);
    return lines(`notification: ${indented(words(text))}`, ...blocksOf(blocks));
  }
  if ('home' in drawn) return lines(...blocksOf(asRecord(drawn.home).blocks));
  const { title, submit, close, blocks } = asRecord(drawn.modal);
  const buttons = [submit, close].filter((one) => one !== undefined).map((one) => `[${words(one)}]`);
  return lines(`modal: ${words(title)}`, ...blocksOf(blocks), buttons.join(' '));
}

function blocksOf(blocks: unknown): string[] {
  return asList(blocks).map(blockText);
}

function blockText(value: unknown): string {
  const block = asRecord(value);
  switch (block.type) {
    case 'divider':
      return '---';
    case 'header':
      return `# ${words(block.text)}`;
    case 'section':
      return lines(words(block.text), ...(block.accessory === undefined ? [] : [element(block.accessory)]));
    case 'context':
      return asList(block.elements)
        .map((one) => `~ ${indented(words(one))}`)
        .join('\n');
    case 'actions':
      return asList(block.elements).map(element).join(' ');
    case 'input':
      return inputText(block);
    case 'rich_text':
      return asList(block.elements).map(richText).join('\n');
    default:
      throw new Error(`test/golden/read-aloud.ts can't read a ${String(block.type)} block yet.`);
  }
}

function inputText(block: Record<string, unknown>): string {
  const label = `${words(block.label)}${block.optional === true ? ' (optional)' : ''}: ${element(block.element)}`;
  return lines(label, ...(block.hint === undefined ? [] : [`  hint: ${words(block.hint)}`]));
}

function element(value: unknown): string {
  const one = asRecord(value);
  if (one.type === 'button') return `[${words(one.text)}]${linkOf(one)}${confirmText(one.confirm)}`;
  if (one.type === 'overflow') return `[…: ${asList(one.options).map(option).join(' | ')}]`;
  const placeholder = one.placeholder === undefined ? '' : `(${words(one.placeholder)})`;
  const groups = asList(one.option_groups).flatMap((group) => {
    const { label, options } = asRecord(group);
    return [`${words(label)}:`, ...asList(options).map(option)];
  });
  const options = [...asList(one.options).map(option), ...groups];
  const initial = one.initial_option ?? one.initial_value ?? one.initial_date ?? one.initial_time;
  const chosen = initial === undefined ? asList(one.initial_options).map(option).join(', ') : option(initial);
  return [
    `<${String(one.type)}>`,
    placeholder,
    ...(options.length === 0 ? [] : [`{ ${shorter(options).join(' | ')} }`]),
    ...(chosen === '' ? [] : [`= ${chosen}`]),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Long lists come out of the sandbox's world and say nothing of ours. */
function shorter(options: readonly string[]): readonly string[] {
  return options.length <= 8 ? options : [...options.slice(0, 6), `… ${options.length - 6} more`];
}

function option(value: unknown): string {
  if (typeof value === 'string') return value;
  const { text, description } = asRecord(value);
  return description === undefined ? words(text) : `${words(text)} (${words(description)})`;
}

function linkOf({ url }: Record<string, unknown>): string {
  return typeof url === 'string' ? `(${url})` : '';
}

function confirmText(value: unknown): string {
  if (value === undefined) return '';
  const { title, text, confirm, deny } = asRecord(value);
  return ` asks “${words(title)}: ${words(text)}” [${words(confirm)}] [${words(deny)}]`;
}

function richText(value: unknown): string {
  const part = asRecord(value);
  const inner = asList(part.elements);
  if (part.type === 'rich_text_list') return inner.map((item) => `• ${indented(richText(item))}`).join('\n');
  const text = inner.map(richElement).join('');
  return part.type === 'rich_text_quote' ? `> ${text.replaceAll('\n', '\n> ')}` : text;
}

function richElement(value: unknown): string {
  const { type, text, style, user_id, usergroup_id, url } = asRecord(value);
  if (type === 'user') return `@${String(user_id)}`;
  if (type === 'usergroup') return `@${String(usergroup_id)}`;
  if (type === 'link') return `[${String(text ?? url)}](${String(url)})`;
  const said = String(text);
  const { bold, italic, strike, code } = asRecord(style ?? {});
  const marks = [bold && '*', italic && '_', strike && '~', code && '`'].filter((mark) => typeof mark === 'string');
  return marks.reduce((marked, mark) => `${mark}${marked}${mark}`, said);
}

/** Of a text object, or a text as it is. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return String(asRecord(value).text ?? '');
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object')
    throw new Error(`test/golden/read-aloud.ts expected an object, not ${String(value)}.`);
  return { ...value };
}
