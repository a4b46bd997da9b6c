import { z } from 'zod';
import { phoneToWrite } from '../../lib/phone.ts';
import { plainLine } from '../../lib/typed.ts';

/** An e-mail address, however a keyboard or a mail program wrote the signs around it. */
export const EmailAddress = z
  .string()
  .transform((text) => plainLine(text).replace(/^<|[>,;]{1,99}$/g, ''))
  .pipe(z.email());

/** A phone number; with its country it is written the one way back offices keep it (`+436601000001`), else as it was typed. */
export const PhoneNumber = z
  .string()
  .transform((text) => phoneToWrite(text))
  .pipe(z.string().regex(/^\+?[\d\s()./-]{5,30}$/));
