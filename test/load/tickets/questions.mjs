/** What is asked of a server with very many tickets: each question a path for each round. */
import { seeded } from './generate.mjs';

const LISTS = ['open', 'overdue', 'waiting', 'snoozed', 'resolved', 'all'];
/** The commonest words of titles and notes, alone and together; then rarer ones, beginnings, marks, numbers. */
const COMMON = ['phan mem', 'may', 'khong', 'mot cua', 'da', 'quay', 'may tinh', 'khoi dong lai', 'ho so'];
const SEARCHES = {
  ...Object.fromEntries(COMMON.map((words) => [words, words])),
  'common, not together': 'may in chung thu sap het han',
  'rather rare': 'bo luu dien',
  'with marks': 'không phản hồi',
  'with marks, decomposed': 'hộ tịch điện tử'.normalize('NFD'),
  'one letter': 't',
  'two letters': 'kh',
  'three letters': 'phan mem tre',
  'a place': 'quay 7 lac luong',
  'no match': 'khong co gi nhu the zzz',
};

export function questionsOf({ cookie, heldCookie, centers, tickets, seed }) {
  const random = seeded(seed + 1);
  const own = centers.filter(({ province }) => province === '25');
  const centerOf = drawn(() => own[Math.floor(random() * own.length)].id);
  const list = (name, query, by = cookie) => ({
    kind: 'list',
    name,
    cookie: by,
    pathOf: (round) => `/api/v1/tickets?${typeof query === 'function' ? query(round) : query}`,
  });
  const search = (name, query, by = cookie) => ({ ...list(name, query, by), kind: 'search' });
  const q = encodeURIComponent;
  const scopes = (name, words) => [
    search(`${name} · all`, `status=all&q=${q(words)}`),
    search(`${name} · province`, `status=resolved&q=${q(words)}`, heldCookie),
    search(`${name} · center`, (round) => `status=all&center=${centerOf(round)}&q=${q(words)}`),
    search(`${name} · open`, `status=open&q=${q(words)}`),
  ];
  return [
    ...LISTS.map((status) => list(status, `status=${status}`)),
    list('resolved · province', 'status=resolved', heldCookie),
    list('open · province', 'status=open', heldCookie),
    list('resolved · last page', 'status=resolved&page=20'),
    list('all · center', (round) => `status=all&center=${centerOf(round)}`),
    list('open · center', (round) => `status=open&center=${centerOf(round)}`),
    list('resolved · mine', 'status=resolved&mine=1'),
    ...Object.entries(SEARCHES).flatMap(([name, words]) => scopes(name, words)),
    search('a number', (round) => `status=all&q=${1 + ((round * 7919) % 200_000)}`),
    { kind: 'search', name: 'everywhere', cookie, pathOf: () => '/api/v1/search?q=phan%20mem' },
    ...['a ticket', 'a ticket · province'].map((name, at) => {
      const idOf = drawn(() => 1 + Math.floor(random() * tickets));
      const pathOf = (round) => `/api/v1/tickets/${idOf(round)}`;
      return { kind: 'page', name, cookie: at === 0 ? cookie : heldCookie, pathOf };
    }),
    {
      kind: 'page',
      name: 'a new ticket',
      cookie,
      pathOf: (round) => `/api/v1/tickets/${tickets - (round % 2_000)}`,
    },
  ];
}

/** The same for the same round, whenever it is asked. */
function drawn(draw) {
  const values = [];
  return (round) => {
    while (values.length <= round) values.push(draw());
    return values[round];
  };
}
