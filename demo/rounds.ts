import { setTimeout as pause } from 'node:timers/promises';
import type { TicketRow } from '../src/contracts/api/index.js';
import { DAY, DAY_SECONDS, type Scene, type Stage } from './day.js';
import type { DemoPc } from './demo-pc.js';

export type Say = (vi: string, en: string) => void;

interface Played {
  scene: Scene;
  pcs: readonly DemoPc[];
  beganAt: number;
  endedAt: number;
}

/** Lets the day happen once, `speed` times as fast; resolves when its time is over. */
export async function playRound(stage: Stage, round: number, speed: number, say: Say): Promise<Played[]> {
  const start = Date.now();
  const until = (second: number): Promise<void> =>
    pause(Math.max(0, start + (second * 1000) / speed - Date.now()), undefined);
  const playing = DAY.map(async (scene): Promise<Played> => {
    const pcs = scene.cast(stage, round);
    await until(scene.from);
    const beganAt = Date.now();
    const where = pcs.length === 1 ? ` (${pcs[0]?.place})` : ` (${pcs.length} máy / PCs)`;
    say(`▶ [${scene.clock}] ${scene.vi}${where}`, `[${scene.clock}] ${scene.en}`);
    scene.begin(pcs);
    await until(scene.until);
    scene.end(pcs);
    say(`■ hết / over: ${scene.vi}`, scene.en);
    return { scene, pcs, beganAt, endedAt: Date.now() };
  });
  const played = await Promise.all(playing);
  await until(DAY_SECONDS);
  return played;
}

/** What the server made of the round that began at `since`, scene by scene; empty when it is what was expected. */
export function differences(
  played: readonly Played[],
  tickets: readonly TicketRow[],
  since: number,
): string[] {
  const left = new Set(tickets.filter(({ openedAt }) => openedAt >= since));
  const found = played.flatMap(({ scene, pcs, beganAt, endedAt }) => {
    if (scene.expects === 'nothing') return [];
    const places = new Set(pcs.map(({ place }) => place));
    const centers = new Set(pcs.map(({ place }) => place.split(' · ')[0]));
    const isAbout = ({ place }: TicketRow): boolean => {
      if (scene.expects === 'ticket-of-pc') return places.has(place);
      if (scene.expects === 'ticket-of-center') return centers.has(place);
      return !place.includes(' · ');
    };
    const own = [...left].filter((row) => isAbout(row) && row.openedAt >= beganAt && row.openedAt <= endedAt);
    own.forEach((row) => left.delete(row));
    if (own.length !== 1) return [`${scene.en}: ${own.length} tickets instead of one`];
    const [ticket] = own;
    return ticket?.status === 'resolved' ? [] : [`${scene.en}: ${ticket?.number} did not resolve itself`];
  });
  const others = [...left].map(
    ({ number, place, title }) => `${number} ${place}: ${title.en}: nobody expected it`,
  );
  return [...found, ...others];
}
