/** A clear no, in the words and with the code that the Operations API would use; the server makes the envelope of it. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly retryAfterS: number | undefined;

  constructor(status: number, errorCode: string, userMessage: string, retryAfterS?: number) {
    super(userMessage);
    this.name = 'Refusal';
    this.status = status;
    this.errorCode = errorCode;
    this.retryAfterS = retryAfterS;
  }
}

export const badRequest = (userMessage: string) => new Refusal(400, 'G400', userMessage);
export const notFound = (errorCode: string, userMessage: string) => new Refusal(404, errorCode, userMessage);
export const conflict = (errorCode: string, userMessage: string) => new Refusal(409, errorCode, userMessage);
export const noToken = (userMessage: string) => new Refusal(401, 'A201', userMessage);
export const noPermission = (permission: string) => new Refusal(403, 'A101', `The permission ${permission} is missing.`);
