export { type FetchedMail, type Filed, Mailbox, MailboxError } from './mailbox.js';
