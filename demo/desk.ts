import type {
  BoardView,
  HolidayRow,
  HolidayYearView,
  JoinCodeView,
  NewMaintenance,
  TicketList,
  TicketRow,
} from '../src/contracts/api/index.js';

/** Of the simulated clock, whose hours are short. */
const JOIN_HOURS = 48;

/** The people's API as a signed-in person uses it. */
export class Desk {
  private constructor(
    private readonly server: string,
    private readonly cookie: string,
  ) {}

  static async signIn(server: string, login: string, password: string): Promise<Desk> {
    const answer = await post(`${server}/api/v1/session`, { login, password });
    return new Desk(server, cookieOf(answer));
  }

  /** The first administrator, by the one-time link. */
  static async setUp(
    server: string,
    token: string,
    person: { login: string; name: string; email: string; password: string },
  ): Promise<Desk> {
    return new Desk(server, cookieOf(await post(`${server}/api/v1/setup`, { token, ...person })));
  }

  async addUser(user: object): Promise<void> {
    await post(`${this.server}/api/v1/users`, user, this.cookie);
  }

  board(): Promise<BoardView> {
    return this.get('/api/v1/board');
  }

  async joinCode(centerId: number, uses: number): Promise<string> {
    const path = `${this.server}/api/v1/centers/${centerId}/join-codes`;
    const made = (await (
      await post(path, { uses, validHours: JOIN_HOURS }, this.cookie)
    ).json()) as JoinCodeView;
    if (made.code === null) throw new Error('the server made a join code without showing it');
    return made.code;
  }

  /** Of that year, and the days worked to make up for some. */
  async holidays(year: string): Promise<HolidayRow[]> {
    return (await this.get<HolidayYearView>(`/api/v1/holidays/${year}`)).days;
  }

  async planMaintenance(asked: Omit<NewMaintenance, 'deviceId' | 'centerId'>): Promise<void> {
    await post(`${this.server}/api/v1/maintenance`, asked, this.cookie);
  }

  /** Every ticket, page after page. */
  async tickets(): Promise<TicketRow[]> {
    const rows: TicketRow[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const list = await this.get<TicketList>(`/api/v1/tickets?status=all&page=${page}`);
      rows.push(...list.rows);
      ({ pages } = list);
    }
    return rows;
  }

  private async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.server}${path}`, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

async function post(url: string, body: object, cookie = ''): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
