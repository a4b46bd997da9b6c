import { addSignIn } from './add-sign-in.ts';
import { logout } from './logout.ts';
import { logoutMany } from './logout-many.ts';
import { removeSignIn } from './remove-sign-in.ts';
import { resetByEmail } from './reset-by-email.ts';
import { resetMfa } from './reset-mfa.ts';
import { sendPasswordReset } from './send-password-reset.ts';

export const accessActions = [sendPasswordReset, resetByEmail, addSignIn, removeSignIn, resetMfa, logout, logoutMany] as const;
