import { z } from 'zod';
import { spoken } from '../../../lib/language/speak.ts';
import { EmailAddress, PhoneNumber } from '../../shared/contact-fields.ts';

const Words = z.string().trim().min(1).nullable();

/** What an agent may edit; what is left out stays as it is, null takes it away. */
export const CustomerEdit = z
  .object({
    firstName: Words,
    lastName: Words,
    birthdate: z.iso.date().nullable(),
    street: Words,
    postcode: Words,
    city: Words,
    country: Words,
    language: z.string().trim().min(2).nullable(),
    newsletter: z.boolean(),
    email: EmailAddress.nullable(),
    phone: PhoneNumber.nullable(),
  })
  .partial();
export type CustomerEdit = z.output<typeof CustomerEdit>;
export type EditableField = keyof CustomerEdit;

export const editableFields: Readonly<Record<EditableField, string>> = spoken({
  firstName: 'First name',
  lastName: 'Last name',
  birthdate: 'Birth date',
  street: 'Street',
  postcode: 'Postcode',
  city: 'City',
  country: 'Country',
  language: 'Language',
  newsletter: 'Newsletter',
  email: 'E-mail',
  phone: 'Phone',
});
