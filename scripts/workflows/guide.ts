/** What the operator's guides ask a support tool for, section by section: a few words of ours, and the call. Every call of the tables is here. */
export const guide: readonly { section: string; tasks: readonly (readonly [what: string, call: string])[] }[] = [
  {
    section: 'Find and show customers',
    tasks: [
      ['search in a branch', 'GET /customers'],
      ['search lightly, as somebody types', 'GET /customers?simple'],
      ['one customer', 'GET /customers/:id'],
      ['with terms, cards and statistics of a branch', 'GET /customers/:id/details'],
      ['their business account', 'GET /customers/:id/groups'],
      ['payment sources that may be seen', 'GET /customers/:id/payment-sources'],
      ['devices that are signed in', 'GET /customers/:id/refresh-tokens'],
    ],
  },
  {
    section: 'Create and change customers',
    tasks: [
      ['create', 'POST /customers'],
      ['correct', 'PATCH /customers/:id'],
      ['delete', 'DELETE /customers/:id'],
      ['tags', 'PUT /customers/:userId/tags'],
      ['accept terms for somebody', 'POST /customers/:id/accept-terms-and-conditions'],
    ],
  },
  {
    section: 'Sign-in and access',
    tasks: [
      ['send a password reset', 'POST /customers/:id/password-reset-email'],
      ['reset by e-mail address', 'POST /customers/reset/:email'],
      ['add e-mail sign-in', 'POST /customers/:id/add-email-sign-in-method'],
      ['add phone sign-in', 'POST /customers/:id/add-phone-sign-in-method'],
      ['add sign-in by code', 'POST /customers/:id/add-email-code-sign-in-method'],
      ['remove a way in', 'POST /customers/:customerId/remove-sign-in-method'],
      ['reset the second factor', 'DELETE /customers/:id/mfa'],
      ['log one customer out', 'PATCH /customers/:id/logout'],
      ['log a role of a branch out', 'PATCH /customers/logout'],
    ],
  },
  {
    section: 'Eligibility and verification',
    tasks: [
      ['whether somebody may start', 'GET /rental-requirements/start'],
      ['verifications of a customer', 'GET /verification'],
      ['one verification, or one attempt', 'GET /verification/:verificationId'],
      ['a picture of an attempt', 'GET /verification/media/:fileUuid'],
    ],
  },
  {
    section: 'Business accounts',
    tasks: [
      ['search', 'GET /groups'],
      ['one account', 'GET /groups/:userGroupId'],
      ['create', 'POST /groups'],
      ['change', 'PATCH /groups/:userGroupId'],
      ['delete', 'DELETE /groups/:userGroupId'],
      ['payment sources', 'GET /groups/:id/payment-sources'],
      ['billing summary', 'GET /groups/:id/billing-summary'],
      ['tags', 'PUT /groups/:id/tags'],
    ],
  },
  {
    section: 'Members of a business account',
    tasks: [
      ['list', 'GET /groups/:id/members'],
      ['one membership', 'GET /groups/:userGroupId/members/:userId'],
      ['add one', 'POST /groups/:userGroupId/add-member'],
      ['add several', 'POST /groups/:userGroupId/add-members'],
      ['invite', 'POST /groups/:userGroupId/create-join-requests'],
      ['remove', 'POST /groups/:userGroupId/remove-members'],
      ['change a membership', 'PUT /groups/:userGroupId/members/:userId'],
    ],
  },
  {
    section: 'Business units',
    tasks: [
      ['list', 'GET /business-units'],
      ['one unit', 'GET /business-units/:id'],
      ['create', 'POST /business-units'],
      ['change', 'PUT /business-units/:id'],
      ['delete an unused one', 'DELETE /business-units/:id'],
    ],
  },
  {
    section: 'Customer identity cards',
    tasks: [
      ['search', 'GET /customer-identity-cards'],
      ['one card', 'GET /customer-identity-cards/:cardId'],
      ['create', 'POST /customer-identity-cards'],
      ['create many', 'PATCH /customer-identity-cards'],
      ['correct', 'PATCH /customer-identity-cards/:cardId'],
      ['assign', 'POST /customer-identity-cards/:cardId/assign'],
      ['unassign', 'POST /customer-identity-cards/:cardId/unassign'],
    ],
  },
  {
    section: 'Customer-care vouchers',
    tasks: [
      ['templates', 'GET /voucherables'],
      ['a customer’s vouchers', 'GET /customers/:userId/vouchers'],
      ['a business account’s vouchers', 'GET /groups/:groupId/vouchers'],
      ['give to a customer', 'POST /customers/:userId/apply-vouchers'],
      ['give to a business account', 'POST /groups/:groupId/apply-vouchers'],
    ],
  },
  {
    section: 'Credit ratings',
    tasks: [
      ['list', 'GET /customers/:accountId/ratings'],
      ['create by hand', 'POST /customers/:accountId/ratings'],
      ['approve', 'POST /customers/:accountId/ratings/approve'],
      ['reject', 'POST /customers/:accountId/ratings/reject'],
      ['have one fetched', 'POST /customers/:accountId/ratings/queue'],
    ],
  },
  {
    section: 'Terms and conditions',
    tasks: [
      ['list', 'GET /terms-and-conditions'],
      ['one version', 'GET /terms-and-conditions/:id'],
      ['create', 'POST /terms-and-conditions'],
      ['change', 'PUT /terms-and-conditions/:id'],
      ['delete', 'DELETE /terms-and-conditions/:id'],
    ],
  },
  {
    section: 'Permissions, settings, branches',
    tasks: [
      ['what the app’s own user may', 'GET /roles/assignments/exists'],
      ['settings by key', 'GET /settings'],
      ['which settings there are', 'GET /settings-management'],
      ['branches', 'GET /branches'],
      ['vehicle categories', 'GET /vehicles/categories'],
    ],
  },
  {
    section: 'Smartmove',
    tasks: [
      ['one user', 'GET /api/v1/admin/:country/:provider/users/:customerId'],
      ['create', 'POST /api/v1/admin/:country/:provider/users'],
      ['replace', 'PUT /api/v1/admin/:country/:provider/users/:customerId'],
    ],
  },
];
