import type { IncomingMail } from './incoming-mail.js';

/** Why no person wrote a mail. */
export type Automatic = 'bounce' | 'own' | 'auto-reply' | 'list';

/** What our own mails are named after; nobody else's are. */
export const OWN_DOMAIN = 'trucban';

const ANSWERS = /\b(all|oof|autoreply)\b/i;
const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i;

/**
 * Did a machine write it? Never answered, and never taken for a person's word, or two machines would write to each other for
 * ever (RFC 3834; and what servers did before it: Precedence, an empty return path).
 */
export function automaticOf({ headers, bounce, messageId, fromAddress }: IncomingMail): Automatic | null {
  if (bounce !== null) return 'bounce';
  if (messageId?.endsWith(`@${OWN_DOMAIN}>`)) return 'own';
  const said = headers['auto-submitted']?.split(';')[0]?.trim().toLowerCase();
  if (said !== undefined && said !== 'no') return 'auto-reply';
  const precedence = headers['precedence']?.trim().toLowerCase() ?? '';
  if (headers['list-id'] !== undefined || precedence === 'list' || precedence === 'bulk') return 'list';
  if (precedence === 'junk' || precedence === 'auto_reply') return 'auto-reply';
  if (ANSWERS.test(headers['x-auto-response-suppress'] ?? '')) return 'auto-reply';
  if ('x-autoreply' in headers || 'x-autorespond' in headers) return 'auto-reply';
  // Nobody who writes a letter leaves off where to return it.
  if (headers['return-path']?.replace(/\s/g, '') === '<>') return 'auto-reply';
  return MACHINES.test(fromAddress) ? 'auto-reply' : null;
}
