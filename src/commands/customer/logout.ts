import { oneCustomerForm } from './one-customer-form.ts';

/** `/customer logout <customer>` */
export const logoutForm = oneCustomerForm({
  action: 'access.logout',
  title: 'Log out everywhere',
  submit: 'Log out',
});
