/** What somebody wrote, and what their mail program put below it: earlier mails and the signature. */
export interface FoldedText {
  fresh: string;
  /** Empty: nothing was folded. */
  quoted: string;
}

/** Above a whole earlier mail, which goes on to the end. */
const RULED = [
  /^\s*-{2,}\s*(original message|original appointment|forwarded message|tin nhắn gốc|thư gốc|thư đã chuyển tiếp|tin nhắn đã chuyển tiếp)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*-{5,}\s*(from|từ):/i,
];
/** "Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 … đã viết:", "On Mon … wrote:". Programs break it over up to three lines. */
const ATTRIBUTION = /^\s*>?\s*(vào|lúc|ngày|on|le)\b[\s\S]{4,300}?(đã viết|viết|wrote|a écrit)\s*:\s*$/i;
/** Outlook and Zimbra: a block of the earlier mail's own header lines. */
const FROM_LINE = /^\s*\*?(từ|from|người gửi)\s*:\*?\s/i;
const OTHER_LINE =
  /^\s*\*?(ngày|đã gửi|gửi|đã gửi vào|sent|date|đến|tới|người nhận|to|chủ đề|subject)\s*:\*?\s/i;
const SIGNATURE = [
  /^-- ?$/,
  /^\s*(sent from (my|outlook|mail for)|gửi từ|được gửi từ|đã gửi từ|get outlook for)(\s.{0,80})?$/i,
];
/** A greeting is part of the letter unless it comes with a card of name, office and telephone. */
const GREETING =
  /^\s*(trân trọng|kính thư|thân ái|thân mến|best regards|kind regards|regards|sincerely)\s*[,.!]?\s*(cảm ơn\.?)?\s*$/i;
const LONGEST_CARD = 10;

/** Nothing is lost: both parts together hold every line. An answer below or between what it quotes is found, too. */
export function foldQuotes(text: string): FoldedText {
  const lines = text.split('\n');
  const cut = firstCut(lines);
  const fresh: string[] = [];
  const quoted: string[] = [];
  for (let at = 0; at < cut; at++) {
    const attributed = attributionAt(lines, at);
    if (attributed > 0) {
      quoted.push(...lines.slice(at, at + attributed));
      at += attributed - 1;
    } else (/^\s*>/.test(lines[at]!) ? quoted : fresh).push(lines[at]!);
  }
  quoted.push(...lines.slice(cut));
  const written = fresh.join('\n').trim();
  // Somebody who forwards a mail without a word of their own says it by the mail.
  if (written === '') return { fresh: text.trim(), quoted: '' };
  return { fresh: written, quoted: quoted.join('\n').trim() };
}

/** The line from which on nothing is fresh; the number of lines where there is none. */
function firstCut(lines: readonly string[]): number {
  for (const [at, line] of lines.entries()) {
    if (RULED.some((rule) => rule.test(line)) || SIGNATURE.some((sign) => sign.test(line))) return at;
    if (FROM_LINE.test(line) && lines.slice(at + 1, at + 5).filter((one) => OTHER_LINE.test(one)).length >= 2)
      return at;
    const attributed = attributionAt(lines, at);
    // What follows is marked line by line, or not at all.
    if (attributed > 0 && !/^\s*>/.test(lines.slice(at + attributed).find((one) => one.trim() !== '') ?? ''))
      return at;
    if (GREETING.test(line) && isCard(lines.slice(at + 1))) return at;
  }
  return lines.length;
}

/** How many lines from `at` on say who wrote the earlier mail; 0: none. */
function attributionAt(lines: readonly string[], at: number): number {
  if (!/^\s*>?\s*(vào|lúc|ngày|on|le)\b/i.test(lines[at]!)) return 0;
  for (let count = 1; count <= 3; count++) {
    if (ATTRIBUTION.test(lines.slice(at, at + count).join(' '))) return count;
  }
  return 0;
}

function isCard(below: readonly string[]): boolean {
  const end = below.findIndex(
    (line, at) =>
      RULED.some((rule) => rule.test(line)) || FROM_LINE.test(line) || attributionAt(below, at) > 0,
  );
  const card = (end === -1 ? below : below.slice(0, end)).filter((line) => line.trim() !== '');
  return card.length <= LONGEST_CARD;
}
