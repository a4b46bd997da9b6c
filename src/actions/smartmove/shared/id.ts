import { speak } from '../../../lib/language/speak.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A Smartmove user's id as it is sent, or why this text is none (docs.smartmove.eu, update-user: only UUID versions 1 to 4). */
export function readSmartmoveId(text: string): { ok: true; id: string } | { ok: false; why: string } {
  const word = text.trim();
  const version = uuid.exec(word)?.[1]?.toLowerCase();
  if (version === undefined)
    return { ok: false, why: speak('A Smartmove user’s id is a UUID, such as 3c90c3cc-0d44-4b50-8888-8dd25736052a.') };
  if (!/[1-4]/.test(version))
    return {
      ok: false,
      why: speak('This is a UUID of version {parseInt}. Smartmove takes only the versions 1 to 4: check the id.', {
        parseInt: Number.parseInt(version, 16),
      }),
    };
  return { ok: true, id: word.toLowerCase() };
}
