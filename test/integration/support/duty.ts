import { Users } from '../../../src/access/index.js';
import type { DutyPage, NewDutyTeam, Role } from '../../../src/contracts/api/index.js';
import { fold } from '../../../src/platform/i18n/index.js';
import { type Answer, cookieOf, type TestApp, type TestPerson } from '../../factories/app.js';

const PASSWORD = 'mật khẩu để thử 1';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export interface Named extends TestPerson {
  name: string;
}

/** Somebody with a name and a login of their own, signed in. */
export async function joins(
  app: TestApp,
  name: string,
  role: Role = 'technician',
  province: string | null = null,
): Promise<Named> {
  const login = fold(name).replaceAll(' ', '.');
  const user = { login, name, role, email: `${login}@duty.test`, province, password: PASSWORD };
  const { id } = await app.app.get(Users).add(user, null, app.clock.now());
  return { id, login, name, headers: await signIn(app, login) };
}

/** Anew, after the clock has ended the session. */
export async function signIn(app: TestApp, login: string): Promise<Record<string, string>> {
  const answer = await app.post('/api/v1/session', { login, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`sign-in: ${JSON.stringify(answer.body)}`);
  return { cookie: cookieOf(answer) };
}

/** Minutes after midnight of "17:30". */
export const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

export const shift = (times: string, first: Named, second: Named | null = null, weekdays = EVERY_DAY) => {
  const [from = '', to = ''] = times.split('-');
  const span = { fromMinute: minute(from), toMinute: minute(to) };
  return { weekdays, ...span, firstId: first.id, secondId: second?.id ?? null };
};

/** A team of the province 25 from 25/11/2026 on. */
export const teamOf = (
  head: Named,
  members: readonly Named[],
  shifts: NewDutyTeam['shifts'],
  rest: Partial<NewDutyTeam> = {},
) => ({
  name: 'Tổ CNTT',
  province: '25',
  headId: head.id,
  memberIds: members.map(({ id }) => id),
  fromDate: '2026-11-25',
  shifts,
  ...rest,
});

export const keepTeam = (app: TestApp, team: object, by: TestPerson): Promise<Answer<DutyPage>> =>
  app.post<DutyPage>('/api/v1/duty/teams', team, by);
