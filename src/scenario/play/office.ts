import { randomBytes } from 'node:crypto';
import { Users } from '../../access/index.js';
import type { DutyPage, TicketList, TicketRow, TicketView } from '../../contracts/api/index.js';
import { isoDate } from '../../platform/civil/index.js';
import type { PersonRole } from '../format/cast.js';
import type { DutyRole } from '../format/read-duty.js';
import type { Act } from '../verbs/person-verbs.js';
import { CannotHappen } from './cannot-happen.js';
import type { World } from './world.js';

interface Deed {
  who: string;
  act: Act;
  /** Part of the ticket's title; empty: the only one there is. */
  title: string;
  note: string;
  to: string | null;
  /** Epoch ms; for a snooze. */
  until: number | null;
}

/** Planned work; without center and PC it is of the whole province. */
interface Plan {
  who: string;
  center: string | null;
  pc: string | null;
  program: string | null;
  from: number;
  until: number;
  reason: string;
}

/** `taker` has the shifts of `person` on the day of `at`. */
interface Swap {
  team: string;
  taker: string;
  person: string;
  at: number;
}

const ADMINISTRATOR = 'rota-keeper';

/** The people of a scenario, who sign in and work through the same API as the pages. */
export class Office {
  private readonly password = randomBytes(12).toString('hex');
  private readonly ids = new Map<string, number>();
  private readonly cookies = new Map<string, string>();

  constructor(private readonly world: World) {}

  /** A center's people are of the first center. */
  async employ(people: ReadonlyMap<string, PersonRole>): Promise<void> {
    for (const [login, { name, role, email }] of people) {
      const center = role === 'clerk' || role === 'center_head' ? this.world.firstCenter : null;
      const user = { login, name, role, center, email, password: this.password };
      const { id } = await this.world.get(Users).add(user, null, this.world.serverNow);
      this.ids.set(login, id);
    }
  }

  nameOf(id: number | null): string | null {
    return [...this.ids].find(([, known]) => known === id)?.[0] ?? null;
  }

  async act({ who, act, title, note, to, until }: Deed): Promise<void> {
    const { id, version } = await this.find(who, title, act === 'reopen' || act === 'close');
    const bodies: Record<Act, [string, Record<string, unknown>]> = {
      take: ['assign', { assigneeId: this.ids.get(who) }],
      assign: ['assign', { assigneeId: this.ids.get(to ?? who) }],
      put_back: ['assign', { assigneeId: null }],
      comment: ['comments', { body: note }],
      reply: ['comments', { body: note, kind: 'reply' }],
      ask: ['comments', { body: note, kind: 'question' }],
      hand_over: ['hand-over', { note }],
      resume: ['resume', { note }],
      close: ['close', {}],
      cancel: ['cancel', { reason: note }],
      resolve: ['resolve', { note }],
      reopen: ['reopen', { note }],
      acknowledge: ['acknowledge', { acknowledged: true }],
      snooze: ['snooze', { until }],
      wake: ['snooze', { until: null }],
    };
    const [path, body] = bodies[act];
    await this.request('POST', `/api/v1/tickets/${id}/${path}`, who, { version, ...body });
  }

  async plan({ who, center, pc, program, from, until, reason }: Plan): Promise<void> {
    const body = {
      scope: pc !== null ? 'device' : center !== null ? 'center' : 'province',
      deviceId: pc === null ? null : this.world.pc(pc).deviceId,
      centerId: center === null ? null : this.world.centerId(center),
      programId: program,
      when: { kind: 'once', fromAt: from, untilAt: until },
      reason,
      announced: false,
    };
    await this.request('POST', '/api/v1/maintenance', who, body);
  }

  /** Its members are those of its shifts. Where nobody is on duty is for the scenario to say. */
  async keepRota({ name, head, centers, shifts }: DutyRole): Promise<void> {
    const idOf = (login: string): number => this.ids.get(login) ?? 0;
    const asked = shifts.map(({ first, second, ...times }) => ({
      ...times,
      firstId: idOf(first),
      secondId: second === null ? null : idOf(second),
    }));
    const body = {
      name,
      province: this.world.provinceCode,
      centerIds: centers.map((center) => this.world.centerId(center)),
      headId: idOf(head),
      memberIds: [...new Set(asked.flatMap(({ firstId, secondId }) => [firstId, secondId ?? firstId]))],
      fromDate: isoDate(this.world.serverNow),
      shifts: asked,
      acceptGaps: true,
    };
    await this.request('POST', '/api/v1/duty/teams', await this.administrator(), body);
  }

  async reportAbsence(who: string, fromAt: number, untilAt: number): Promise<void> {
    const personId = this.ids.get(who);
    await this.request('POST', '/api/v1/duty/absences', who, { personId, fromAt, untilAt });
  }

  async swap({ team, taker, person, at }: Swap): Promise<void> {
    const administrator = await this.administrator();
    const { teams } = await this.request<DutyPage>('GET', '/api/v1/duty', administrator);
    const found = teams.find(({ name }) => name === team);
    if (!found) throw new CannotHappen(`there is no team "${team}"`);
    const people = { personId: this.ids.get(person), takerId: this.ids.get(taker) };
    const body = { date: isoDate(at), ...people };
    await this.request('POST', `/api/v1/duty/teams/${found.id}/swaps`, administrator, body);
  }

  /** Whoever keeps the rotas; no mail reaches them. */
  private async administrator(): Promise<string> {
    if (!this.ids.has(ADMINISTRATOR)) {
      const role = { line: 0, role: 'administrator', name: ADMINISTRATOR, email: null } as const;
      await this.employ(new Map([[ADMINISTRATOR, role]]));
    }
    return ADMINISTRATOR;
  }

  private async find(who: string, title: string, ended: boolean): Promise<TicketView> {
    const list = await this.request<TicketList>('GET', '/api/v1/tickets?status=all', who);
    const rows = list.rows.filter(({ resolvedAt }) => (resolvedAt !== null) === ended);
    const found: TicketRow[] = rows.filter((row) => row.title.vi.includes(title));
    if (found.length !== 1) {
      const there = rows.map((row) => `"${row.title.vi}"`).join(', ');
      throw new CannotHappen(
        `${found.length} tickets fit "${title}", one is needed; there are: ${there || 'none'}`,
      );
    }
    return this.request<TicketView>('GET', `/api/v1/tickets/${found[0]!.id}`, who);
  }

  private async request<T>(method: string, path: string, who: string, body?: unknown): Promise<T> {
    for (const anew of [false, true]) {
      const cookie = await this.cookieOf(who, anew);
      const answer = await this.world.request<T>(method, path, { headers: { cookie }, body });
      if (answer.status === 200 || answer.status === 201) return answer.body;
      // A night ends a session: sign in again, once.
      if (answer.status !== 401) throw new CannotHappen(`${who}: ${JSON.stringify(answer.body)}`);
    }
    throw new CannotHappen(`${who} cannot sign in`);
  }

  private async cookieOf(login: string, anew: boolean): Promise<string> {
    const known = this.cookies.get(login);
    if (known !== undefined && !anew) return known;
    const body = { login, password: this.password };
    const answer = await this.world.request('POST', '/api/v1/session', { body });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    this.cookies.set(login, cookie);
    return cookie;
  }
}
