import { z } from 'zod';
import { speak, spoken } from '../../../lib/language/speak.ts';
import { addableMethods } from '../../access/shared.ts';
import { EmailAddress, PhoneNumber } from '../../shared/contact-fields.ts';

/** What a customer is created with. How somebody signs in decides which contact they must have. */
export const CustomerNew = z
  .object({
    authenticationType: z.enum(addableMethods),
    branchId: z.number().int(),
    email: EmailAddress.optional(),
    phone: PhoneNumber.optional(),
    firstName: z.string().trim().min(1).optional(),
    lastName: z.string().trim().min(1).optional(),
    birthdate: z.iso.date().optional(),
    language: z
      .string()
      .trim()
      .regex(/^[a-z]{2}(-[A-Za-z]{2})?$/)
      .optional(),
    licenseVerificationState: z.enum(['UNVERIFIED', 'VERIFIED']).optional(),
    drivingLicenseCategories: z.array(z.string().min(1)).optional(),
    newsletter: z.boolean().optional(),
    sendResetPassword: z.boolean().optional(),
  })
  .superRefine(({ authenticationType, email, phone, sendResetPassword }, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (authenticationType === 'PHONE' && phone === undefined)
      missing('phone', speak('Anyone who signs in by phone needs a phone number.'));
    if (authenticationType !== 'PHONE' && email === undefined)
      missing('email', speak('Anyone who signs in by e-mail needs an e-mail address.'));
    if (sendResetPassword === true && email === undefined)
      missing('email', speak('An e-mail to choose a password needs an e-mail address.'));
  });
export type CustomerNew = z.output<typeof CustomerNew>;

/** The fields that are typed, with their labels. */
export const newCustomerFields = spoken({
  email: 'E-mail',
  phone: 'Phone',
  firstName: 'First name',
  lastName: 'Last name',
  birthdate: 'Birth date',
  language: 'Language',
  drivingLicenseCategories: 'Licence classes',
});
