import { z } from 'zod';
import { EmailAddress, PhoneNumber } from './contact-fields.ts';

/** What an agent may edit; what is left out stays as it is. */
export const CustomerEdit = z
  .object({
    firstName: z.string().trim().min(1),
    lastName: z.string().trim().min(1),
    birthdate: z.iso.date(),
    street: z.string().trim().min(1),
    postcode: z.string().trim().min(1),
    city: z.string().trim().min(1),
    country: z.string().trim().min(1),
    language: z.string().trim().min(2),
    newsletter: z.boolean(),
    email: EmailAddress,
    phone: PhoneNumber,
  })
  .partial();
export type CustomerEdit = z.output<typeof CustomerEdit>;
export type EditableField = keyof CustomerEdit;

export const editableFields: Readonly<Record<EditableField, string>> = {
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
};
