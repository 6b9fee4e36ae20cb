import { PLANNED_WORK } from './afternoon.js';
import { instantOf } from './calendar.js';
import { certificatesDue } from './certificates-due.js';
import { CLOSE, type DayOfScript, playScenes } from './day.js';
import type { Desk } from './desk.js';
import type { Stage } from './scene.js';
import { liveThrough } from './timetable.js';
import { type Expectation, verdict } from './verdict.js';

interface Before {
  /** The day whose tickets were judged last, and when; null: there is none. */
  judged: { date: string; at: number } | null;
  /** Every day anew: a session does not outlive a night. */
  signIn: () => Promise<Desk>;
}

/** Lets a day happen and says what the server made of it; true when that is what the script wants. */
export async function livesDay(
  stage: Stage,
  today: DayOfScript,
  { judged, signIn }: Before,
): Promise<boolean> {
  const { date, day, clock, say } = today;
  await announceWork(await signIn(), date);
  void liveThrough(stage, date, day, clock);
  const scenes = await playScenes(stage, today);
  await clock.until(instantOf(date, CLOSE));
  const tickets = (await (await signIn()).tickets()).filter(({ openedAt }) => openedAt > (judged?.at ?? 0));
  const expectations = [certificates(stage, date, judged?.date ?? null), ...scenes, evening(stage)];
  const lines = verdict(expectations, tickets);
  say(
    `Cuối ngày: ${tickets.length} phiếu / the day's tickets:`,
    `${tickets.length} tickets against the script`,
  );
  for (const { isAsExpected, vi, en } of lines)
    console.log(`  ${isAsExpected ? '✓' : '✗'} ${vi}\n      ${en}`);
  const isAsScripted = lines.every(({ isAsExpected }) => isAsExpected);
  if (isAsScripted) say('✓ Phiếu hỗ trợ đúng như kịch bản', '✓ the tickets are those of the script');
  else say('✗ Phiếu hỗ trợ khác kịch bản', '✗ the tickets differ from the script');
  return isAsScripted;
}

/** As an administrator announces it in the morning. */
function announceWork(desk: Desk, date: string): Promise<void> {
  const { program, from, until } = PLANNED_WORK;
  return desk.planMaintenance({
    scope: 'province',
    programId: program,
    when: { kind: 'once', fromAt: instantOf(date, from), untilAt: instantOf(date, until) },
    reason: 'Nâng cấp phần mềm quản lý văn bản',
    announced: true,
  });
}

function certificates(stage: Stage, date: string, after: string | null): Expectation {
  return {
    time: '07:30',
    vi: 'Chứng thư sắp hết hạn: mỗi chứng thư đến mốc nhắc một phiếu',
    en: 'certificates that end soon: one ticket for each that has come to its first reminder',
    wanted: certificatesDue(stage, date, after),
  };
}

/** The rest of the day is in the timetable: of all that only what nobody expected would be told. */
function evening({ everyone }: Stage): Expectation {
  const left = everyone.filter(({ isOn }) => isOn).length;
  return {
    time: CLOSE,
    vi: `Bật máy, nghỉ trưa, tắt máy cuối giờ: không có phiếu (còn ${left} máy bật)`,
    en: `turned on, lunch, turned off: no ticket (${left} PCs still on)`,
    wanted: [],
  };
}
