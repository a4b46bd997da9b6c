import { isUtf8 } from 'node:buffer';
import * as zlib from 'node:zlib';

/**
 * The bytes of an answer without what gateways wrap around them: a compression that nobody asked for, or that its header does not name, or
 * one that it names and that is not there. Throws when the bytes are no such compression, or unpack to more than `maxBytes`.
 */
export function unpacked(body: Buffer, encoding: string | string[] | undefined, maxBytes: number): Buffer {
  const limit = { maxOutputLength: maxBytes };
  const names = String(encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const bytes = names.reduceRight<Buffer>(
    (packed, name) => {
      if (packed.length === 0 || isPlainJson(packed)) return packed;
      if (name === 'br') return zlib.brotliDecompressSync(packed, limit);
      // Two formats go by this name (RFC 9110, 8.4.1.2); the first byte of the one that is meant names the method.
      if (name === 'deflate')
        return (packed[0] ?? 0) % 16 === 8 ? zlib.inflateSync(packed, limit) : zlib.inflateRawSync(packed, limit);
      return packed;
    },
    ungzipped(body, maxBytes),
  );
  return ungzipped(bytes, maxBytes);
}

/** No text and no picture begins so. */
function ungzipped(body: Buffer, maxBytes: number): Buffer {
  let bytes = body;
  for (let layer = 0; layer < 3 && bytes[0] === 0x1f && bytes[1] === 0x8b; layer += 1)
    bytes = zlib.gunzipSync(bytes, { maxOutputLength: maxBytes });
  return bytes;
}

function isPlainJson(bytes: Buffer): boolean {
  return /^\s*(?:[{["]|null\b|true\b|false\b)/.test(bytes.subarray(0, 40).toString('latin1')) && isUtf8(bytes);
}

/**
 * Text as UTF-8, in whatever it came: what is valid UTF-8 is that, whatever the header says; else what its first bytes show, then what the
 * header names, then Windows' Latin letters. Anything that is no text stays.
 */
export function asUtf8(body: Buffer, contentType: string | string[] | undefined): Buffer {
  const type = String(contentType ?? '').toLowerCase();
  const wide = wideEncodingOf(body);
  const isText = /json|text|xml/.test(type) || (type === '' && (wide !== undefined || isJsonBegun(body)));
  if (!isText || (wide === undefined && isUtf8(body))) return body;
  const named = /charset\s*=\s*"?([\w.:-]{1,40})/.exec(type)?.[1] ?? 'windows-1252';
  return Buffer.from(decoderFor(wide ?? named).decode(body), 'utf8');
}

function isJsonBegun(body: Buffer): boolean {
  return /^\s*[{[]/.test(body.subarray(0, 40).toString('latin1'));
}

/** JSON begins with two ASCII signs, so its zeros tell how wide its letters are (RFC 4627, 3). */
function wideEncodingOf([first = 1, second = 1]: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(/^utf-?8$/.test(label) ? 'windows-1252' : label);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
