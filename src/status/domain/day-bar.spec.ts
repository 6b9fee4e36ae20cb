import { describe, expect, it } from '@jest/globals';
import { type BarFacts, dayBar, type Stretch } from './day-bar.js';

const label = (text: string) => ({ vi: text, en: text });
const nothing = { tone: 'unknown' as const, label: label('nothing') };
const online = (from: number, until: number | null) => ({
  from,
  until,
  tone: 'ok' as const,
  label: label('online'),
  online: true,
});
const silent = (from: number, until: number | null) => ({
  from,
  until,
  tone: 'problem' as const,
  label: label('silent'),
  online: false,
});
const program = (tone: Stretch['tone'], name: string, from: number, until: number | null): Stretch => ({
  from,
  until,
  tone,
  label: label(name),
});

const drawn = (facts: Partial<BarFacts>) =>
  dayBar({ presence: [], programs: [], nothing, ...facts }, 0, 100).map(
    ({ from, until, tone, label: text }) => `${from}-${until} ${tone} ${text.vi}`,
  );

describe('the bar of a day', () => {
  it('says that nothing is known where nothing is', () => {
    expect(drawn({ presence: [online(40, null)] })).toEqual(['0-40 unknown nothing', '40-100 ok online']);
  });

  it('shows a fault for as long as it lasted', () => {
    const facts = { presence: [online(-50, null)], programs: [program('problem', 'hung', 20, 30)] };
    expect(drawn(facts)).toEqual(['0-20 ok online', '20-30 problem hung', '30-100 ok online']);
  });

  it('shows the worst of what overlaps', () => {
    const programs = [program('warning', 'slow', 10, 60), program('problem', 'hung', 30, 40)];
    expect(drawn({ presence: [online(0, null)], programs })).toEqual([
      '0-10 ok online',
      '10-30 warning slow',
      '30-40 problem hung',
      '40-60 warning slow',
      '60-100 ok online',
    ]);
  });

  it('says nothing of programs while the PC was away', () => {
    const presence = [online(0, 50), silent(50, 80), online(80, null)];
    const programs = [program('problem', 'hung', 40, null)];
    expect(drawn({ presence, programs })).toEqual([
      '0-40 ok online',
      '40-50 problem hung',
      '50-80 problem silent',
      '80-100 problem hung',
    ]);
  });

  it('joins neighbours that say the same', () => {
    const programs = [program('ok', 'fine', 0, 50), program('off', 'closed', 50, null)];
    expect(drawn({ presence: [online(0, 30), online(30, null)], programs })).toEqual(['0-100 ok online']);
  });
});
