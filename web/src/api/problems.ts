import { SessionExpired } from '../auth/session';

/** An answer that is not a yes, in the silo's words (RFC 9457) or the gateway's. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    readonly resetsAt?: string,
  ) {
    super(message);
  }
}

/** No answer, or none that says anything. Trying again is right. */
export class Unavailable extends Error {}

/** What a person is told, and what they can do about it. */
export interface Explanation {
  severity: 'warning' | 'error' | 'info';
  title: string;
  text: string;
  action?: 'sign-in' | 'retry';
}

export function explain(error: unknown): Explanation {
  if (error instanceof SessionExpired) {
    return { severity: 'info', title: 'Your session has expired', text: 'Sign in again to go on.', action: 'sign-in' };
  }
  if (error instanceof Refused) return explainRefusal(error);
  return { severity: 'error', title: 'The service is unavailable', text: 'Nothing was charged that you were not told of. Try again in a moment.', action: 'retry' };
}

function explainRefusal({ status, reason, message, resetsAt }: Refused): Explanation {
  switch (reason) {
    case 'quota-exhausted':
      return { severity: 'warning', title: 'You have used all calls of today', text: resetsAt ? `The count starts again ${resetTime(resetsAt)}, ${timeUntil(resetsAt)}.` : message };
    case 'role-not-allowed':
    case 'resource-unmapped':
      return { severity: 'warning', title: 'Your role does not allow this call', text: `${message}. Nothing was charged. Whoever runs the API can open it to your role.` };
    case 'role-missing':
      return { severity: 'warning', title: 'Your account has no role', text: 'Ask whoever manages accounts to give you one, then sign in again.' };
    case 'not-admin':
      return { severity: 'warning', title: 'Only administrators may do this', text: 'Ask to be put into the administrators’ group, then sign in again.' };
    case 'precondition-failed':
      return { severity: 'warning', title: 'Somebody else was faster', text: 'It has changed since you looked. It is shown as it is now: make your change again.', action: 'retry' };
  }
  if (status >= 500) return { severity: 'error', title: 'The service is unavailable', text: 'It cannot decide at the moment. Try again in a moment.', action: 'retry' };
  return { severity: 'error', title: 'That was refused', text: message };
}

/** The moment of a reset in the reader's own time zone: "at 01:00 CET", or "on Wednesday at 01:00 CET" where that is not today. */
export function resetTime(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const time = at.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
  return at.toDateString() === now.toDateString() ? `at ${time}` : `on ${at.toLocaleDateString(undefined, { weekday: 'long' })} at ${time}`;
}

/** "in 9 h 12 min". */
export function timeUntil(instant: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.ceil((new Date(instant).getTime() - now) / 60_000));
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `in ${minutes} min` : `in ${hours} h ${minutes % 60} min`;
}
