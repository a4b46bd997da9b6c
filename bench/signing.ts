/** Shared by the local Slack and what plays it under load. */
export const signingSecret = 'bench-signing-secret';
