import { convert, type HtmlToTextOptions } from 'html-to-text';
import { type Attachment, type HeaderValue, type ParsedMail, simpleParser } from 'mailparser';
import { isPictureType } from '../files/domain/file-kind.js';
import { inspectFile } from '../files/inspect-file.js';
import { OWN_DOMAIN } from './domain/automatic.js';
import type { IncomingMail, MailFile, RefusedFile } from './domain/incoming-mail.js';
import { oneLine, plainText } from './domain/one-line.js';

/** The same as at the desk. */
const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 5;
/** Files beyond these are counted, not named. */
const MOST_REFUSED = 10;
/** What mail programs put into a signature; nobody photographs a fault so small. */
const DECORATION_BYTES = 20 * 1024;
const MOST_TEXT = 20_000;
const MOST_SUBJECT = 200;
/** A mail of people has a few parts. What has more is made to hurt whoever reads it. */
const LIMITS = { maxHeadSize: 128 * 1024, maxChildNodes: 100 };
const MOST_HTML = 1_000_000;
/** Words and where they stand; nothing is fetched, and addresses stay where they are written out. */
const TO_TEXT: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: MOST_HTML, maxDepth: 100, maxChildNodes: 5_000, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
};

const TOKEN = new RegExp(`([\\w-]{43})@${OWN_DOMAIN}\\b|\\[TB:([\\w-]{43})\\]`, 'g');
const MESSAGE_ID = /^<[^\s<>]{1,200}>$/;
const HEADERS = [
  'auto-submitted',
  'precedence',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'return-path',
  'list-id',
  'authentication-results',
] as const;

/**
 * Decodes a message within limits; nothing in it is run, and no file in it is kept that does something. Takes as long as the message is large:
 * called beside the event loop. @throws Error for what is no mail, or has more parts than a mail of people
 */
export async function readMail(source: Uint8Array): Promise<IncomingMail> {
  const parsed = await simpleParser(Buffer.from(source), {
    ...LIMITS,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    keepCidLinks: true,
    ignoreEmbedded: true,
    keepDeliveryStatus: true,
    checksumAlgo: false,
  });
  const from = parsed.from?.value[0];
  const text = parsed.text ?? convert(parsed.html || '', TO_TEXT);
  return {
    messageId: parsed.messageId && MESSAGE_ID.test(parsed.messageId) ? parsed.messageId : null,
    fromName: oneLine(from?.name ?? '', 100),
    fromAddress: oneLine(from?.address ?? '', 254).toLowerCase(),
    subject: oneLine(parsed.subject ?? '', MOST_SUBJECT),
    text: plainText(text, MOST_TEXT),
    tokens: tokensOf(parsed, text),
    headers: headersOf(parsed),
    bounce: bounceOf(parsed),
    ...(await filesOf(parsed.attachments)),
  };
}

/** The mail it answers comes first, then its forerunners, the newest first; then what it quotes, and what bounced. */
function tokensOf({ inReplyTo, references, attachments }: ParsedMail, text: string): string[] {
  const before = Array.isArray(references) ? references : [references ?? ''];
  const embedded = attachments.filter(isMessage).map(({ content }) => content.toString('latin1'));
  const places = [inReplyTo ?? '', ...before.toReversed(), text, ...embedded];
  const found = places.flatMap((place) =>
    [...place.slice(0, 200_000).matchAll(TOKEN)].map((match) => match[1] ?? match[2] ?? ''),
  );
  return [...new Set(found)].slice(0, 20);
}

function headersOf({ headers }: ParsedMail): Record<string, string> {
  const said = HEADERS.flatMap((name) => {
    // List-Id is kept with the other headers of lists.
    const value = name === 'list-id' ? listIdOf(headers.get('list')) : headers.get(name);
    return value === undefined ? [] : [[name, oneLine(textOf(value), 500)] as const];
  });
  return Object.fromEntries(said);
}

function listIdOf(list: HeaderValue | undefined): string | undefined {
  return typeof list === 'object' && 'id' in list ? 'list' : undefined;
}

function textOf(value: HeaderValue): string {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return first;
  // An empty return path is written <>.
  if (typeof first === 'object' && 'text' in first && typeof first.text === 'string')
    return first.text || '<>';
  return '';
}

/** Status of a report that a mail could not be delivered (RFC 3464). */
function bounceOf({ headers, attachments }: ParsedMail): string | null {
  const type = headers.get('content-type');
  if (typeof type !== 'object' || !('params' in type) || type.value !== 'multipart/report') return null;
  const status = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  const text = status?.content.toString('latin1') ?? '';
  // A mail that is merely late, or that arrived, is nobody's work.
  if (!/^action\s*:\s*failed/im.test(text)) return null;
  return /^status\s*:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '5.0.0';
}

async function filesOf(
  attachments: readonly Attachment[],
): Promise<{ files: MailFile[]; refused: RefusedFile[] }> {
  const files: MailFile[] = [];
  const refused: RefusedFile[] = [];
  for (const attachment of attachments) {
    const { content, filename, related } = attachment;
    if (isMessage(attachment) || content.length === 0) continue;
    const name = oneLine(filename ?? '', 100);
    const judged = await inspectFile(name, content);
    if ('fault' in judged) {
      refused.push({ name, kind: judged.fault });
      continue;
    }
    const { mediaType } = judged;
    if (related && content.length <= DECORATION_BYTES && isPictureType(mediaType)) continue;
    if (content.length > MOST_FILE_BYTES) refused.push({ name, kind: 'too-large' });
    else if (files.length === MOST_FILES) refused.push({ name, kind: 'too-many' });
    else files.push({ name: name || 'file', mediaType, bytes: content });
  }
  return { files, refused: refused.slice(0, MOST_REFUSED) };
}

/** What a mail server encloses to a report. */
function isMessage({ contentType }: Attachment): boolean {
  return contentType.startsWith('message/') || contentType === 'text/rfc822-headers';
}
