import { AFTERNOON } from './afternoon.js';
import { instantOf } from './calendar.js';
import type { DayClock } from './clock.js';
import type { DemoPc } from './demo-pc.js';
import { MORNING } from './morning.js';
import type { Scene, Stage, Wanted } from './scene.js';
import type { Expectation } from './verdict.js';

/** When everything that is over has resolved itself, and the day is judged. */
export const CLOSE = '17:45';
/** As tickets name a fault of a whole system. */
const WHOLE_PROVINCE = 'Toàn tỉnh';

export type Say = (vi: string, en: string) => void;

export interface DayOfScript {
  date: string;
  /** 0 for the first. Others are cast each day. */
  day: number;
  clock: DayClock;
  say: Say;
}

/** Every line of the script, whom it happens to that day, and whether its time is still to come. */
export function scriptOf(
  stage: Stage,
  { date, day, clock }: DayOfScript,
): { scene: Scene; pcs: readonly DemoPc[] }[] {
  return [...MORNING, ...AFTERNOON]
    .filter(({ from }) => instantOf(date, from) > clock.now())
    .map((scene) => ({ scene, pcs: scene.cast(stage, day) }));
}

/** Lets the scenes happen at their times; resolves when the last is over. */
export async function playScenes(stage: Stage, today: DayOfScript): Promise<Expectation[]> {
  const { date, clock, say } = today;
  const playing = scriptOf(stage, today).map(async ({ scene, pcs }): Promise<Expectation> => {
    const until = (time: string): Promise<void> => clock.until(instantOf(date, time));
    await until(scene.from);
    const where = pcs.length === 1 ? ` (${pcs[0]?.place})` : ` (${pcs.length} máy / PCs)`;
    say(`▶ ${scene.vi}${where}`, scene.en);
    scene.begin(pcs, clock);
    await until(scene.until);
    scene.end(pcs);
    say(`■ hết / over: ${scene.vi}`, scene.en);
    return { time: scene.from, vi: scene.vi, en: scene.en, wanted: wantedOf(scene, pcs, today) };
  });
  return Promise.all(playing);
}

function wantedOf(scene: Scene, [first]: readonly DemoPc[], { date, clock }: DayOfScript): Wanted[] {
  if (scene.expects === 'nothing' || !first) return [];
  const places = {
    'ticket-of-pc': first.place,
    'ticket-of-center': first.center,
    'ticket-of-system': WHOLE_PROVINCE,
  };
  const from = instantOf(date, scene.opensFrom ?? scene.from) - clock.serverLag();
  const until = instantOf(date, scene.until);
  const about = scene.title === undefined ? {} : { title: scene.title };
  return [{ place: places[scene.expects], ...about, from, until, resolves: true }];
}
