/** What the page's two scripts and the background say to each other. */

/** A reason why a page rightly does not answer. */
export const WAITING_KINDS = [
  'alert',
  'confirm',
  'prompt',
  'print',
  'printing',
  'leaving',
  'frozen',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

export interface WaitingNotice {
  waiting: WaitingKind;
  begins: boolean;
}

/** Sent by the background to a frame; the answer is `PONG`. */
export const PING = 'trucban:ping';
export const PONG = 'trucban:pong';

/** DOM event by which the script in the page's own world tells the isolated one; detail is `begin:alert`, `end:alert`. */
export const DIALOG_EVENT = 'trucban:dialog';

/** DOM event by which it tells that the page has just begun to listen for `beforeunload`, perhaps once more. */
export const ASKS_BEFORE_LEAVING_EVENT = 'trucban:asks-before-leaving';
