/** Tickets of some years, oldest first, the same for the same seed: rows as the server writes them. */
import { CLAUSES, rareWords, TITLES, weighted, zipf } from './words.mjs';

const MINUTE_MS = 60_000;
const YEARS = 4;
const YEAR_MS = 365 * 86_400_000;
/** Of the newest ones so many are still open. */
const OPEN_SHARE = 0.003;
const PEOPLE = ['Lan', 'Minh', 'Quân', 'Hà', 'Dũng', 'Thảo', 'Sơn', 'Yến'];
const PRIORITIES = [
  [5, 'critical'],
  [35, 'high'],
  [45, 'normal'],
  [15, 'low'],
];

/** mulberry32 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Yields `{ ticket, events }`; `centers` have `id`, `name`, `province`. People of the desk have the ids 1 to 8. `now` ends the
 * years that the tickets are spread over.
 */
export function* ticketsOf({ count, seed, centers, now }) {
  const provinces = [...new Set(centers.map(({ province }) => province))];
  const random = seeded(seed);
  const draw = drawers(random);
  const open = Math.ceil(count * OPEN_SHARE);
  const lastOf = new Map();
  let eventId = 0;
  for (let id = 1; id <= count; id++) {
    const openedAt = Math.floor(now - YEAR_MS * YEARS * (1 - id / (count + 1)));
    const year = new Date(openedAt).getUTCFullYear();
    lastOf.set(year, (lastOf.get(year) ?? 0) + 1);
    const number = `PH-${year}-${String(lastOf.get(year)).padStart(6, '0')}`;
    // Most of what is open is new; some has waited for long.
    const isOpen = random() < (id > count - open * 2 ? 0.4 : (open * 0.2) / count);
    const ticket = ticketOf({ id, number, openedAt, isOpen, centers, provinces, draw, random });
    const events = eventsOf(ticket, draw, random).map((event) => ({ id: ++eventId, ...event }));
    yield { ticket, events };
  }
}

function drawers(random) {
  const rare = rareWords(random);
  const [clause, word] = [zipf(CLAUSES.length, random), zipf(rare.length, random)];
  const sentence = () => {
    const words = Array.from({ length: 2 + Math.floor(random() * 6) }, () => rare[word()]);
    return `${CLAUSES[clause()]}, ${CLAUSES[clause()]}: ${words.join(' ')}`;
  };
  return { sentence, title: weighted(TITLES, random), priority: weighted(PRIORITIES, random) };
}

function ticketOf({ id, number, openedAt, isOpen, centers, provinces, draw, random }) {
  const system = random() < 0.0005;
  const center = centers[Math.floor(random() * centers.length)];
  const device = system ? null : 1 + Math.floor(random() * 20);
  const [, vi, en] = draw.title();
  const byClerk = !system && vi.startsWith('Báo sự cố');
  const waiting = isOpen && random() < 0.2;
  const status = isOpen ? (waiting ? 'waiting_user' : 'in_progress') : 'closed';
  return {
    id,
    number,
    origin: byClerk ? 'clerk' : 'detection',
    centerId: system ? null : center.id,
    provinces: system ? provinces : [center.province],
    deviceId: device === null ? null : center.id * 20 + device,
    status,
    priority: draw.priority()[1],
    titleVi: vi,
    titleEn: en,
    place: system ? 'Toàn tỉnh' : `${center.name} · Quầy ${device}`,
    assigneeId: 1 + Math.floor(random() * PEOPLE.length),
    openedAt,
    resolvedAt: isOpen ? null : openedAt + Math.floor((10 + random() * 3_000) * MINUTE_MS),
    reporter: byClerk ? `Nguyễn Thị ${PEOPLE[Math.floor(random() * PEOPLE.length)]}` : null,
    slaLevel: isOpen && random() < 0.3 ? 'overdue' : 'ok',
  };
}

function eventsOf(ticket, draw, random) {
  const { id: ticketId, openedAt, resolvedAt, assigneeId, origin, reporter } = ticket;
  const by = PEOPLE[assigneeId - 1];
  const event = (kind, minutes, text, more = {}) => {
    const at = Math.min(openedAt + minutes * MINUTE_MS, resolvedAt ?? Infinity);
    return { ticketId, at, kind, text, actorId: null, actorName: null, status: null, answers: 0, ...more };
  };
  const desk = { actorId: assigneeId, actorName: by };
  const first =
    origin === 'clerk'
      ? event('clerk', 0, draw.sentence(), { actorName: reporter, status: 'new' })
      : event('opened', 0, `${ticket.titleVi}.`, { status: 'new' });
  const taken = event('assigned', 5, `${by} nhận xử lý.`, { ...desk, status: 'in_progress', answers: 1 });
  const written = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, turn) =>
    event(random() < 0.5 ? 'note' : 'reply', 6 + turn, draw.sentence(), desk),
  );
  if (resolvedAt === null) return [first, taken, ...written];
  return [
    first,
    taken,
    ...written,
    event('resolved', Infinity, draw.sentence(), { ...desk, status: 'resolved' }),
  ];
}
