/** What is wrong with a key's text, in words that hold nothing of it. */
export type KeyText = { ok: true; hex: string } | { ok: false; problem: string };

const fewestBytes = 32;

/** A key as people write it: hex if there are only hex digits, else base64 (also the one for addresses); 32 bytes or more. */
export function readKeyText(text: string): KeyText {
  const bytes = /^[0-9a-f]+$/i.test(text) ? fromHex(text) : fromBase64(text);
  if (bytes === undefined) return { ok: false, problem: 'must be a key in base64 or hex' };
  if (bytes.length < fewestBytes)
    return { ok: false, problem: `is too short: it needs ${fewestBytes} bytes or more, such as from: openssl rand -base64 32` };
  return { ok: true, hex: bytes.toString('hex') };
}

function fromHex(text: string): Buffer | undefined {
  return text.length % 2 === 0 ? Buffer.from(text, 'hex') : undefined;
}

function fromBase64(text: string): Buffer | undefined {
  const plain = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/(?<!=)=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(plain) || plain.length % 4 === 1 || text.length - plain.length > 2) return undefined;
  return Buffer.from(plain, 'base64');
}
