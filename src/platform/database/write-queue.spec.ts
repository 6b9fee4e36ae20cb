import { describe, expect, it } from '@jest/globals';
import { WriteQueue } from './write-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Units that note when they run. */
function stage() {
  const queue = new WriteQueue();
  const ran: string[] = [];
  const write = (name: string, urgency: 'urgent' | 'ordinary' = 'ordinary'): Promise<string> =>
    queue.add(async () => {
      ran.push(`${name} begins`);
      await Promise.resolve();
      ran.push(`${name} ends`);
      return name;
    }, urgency);
  return { queue, ran, write };
}

describe('writes that wait for one connection', () => {
  it('run one after the other, in the order in which they came', async () => {
    const { ran, write } = stage();
    expect(await Promise.all([write('first'), write('second')])).toEqual(['first', 'second']);
    expect(ran).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('let what somebody waits for an answer to go first', async () => {
    const { ran, write } = stage();
    await Promise.all([write('first'), write('second'), write('answer', 'urgent')]);
    expect(ran.filter((step) => step.endsWith('begins'))).toEqual([
      'first begins',
      'answer begins',
      'second begins',
    ]);
  });

  it('give way to the event loop after each, also when every one is asked for after the one before', async () => {
    const { ran, write } = stage();
    let turns = 0;
    const others = async (): Promise<void> => {
      while (ran.length < 8) {
        await turn();
        turns += 1;
      }
    };
    const one = others();
    for (const name of ['a', 'b', 'c', 'd']) await write(name);
    await one;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('are counted when they let the event loop turn, as none should', async () => {
    const { queue, write } = stage();
    await write('plain');
    expect(queue.heldUp).toBe(0);
    await queue.add(turn, 'ordinary');
    await turn();
    expect(queue.heldUp).toBe(1);
  });

  it('do not keep an answer waiting while they give way', async () => {
    const { ran, write } = stage();
    await write('long');
    await Promise.resolve();
    void write('next');
    const answer = write('answer', 'urgent');
    expect(ran.at(-1)).toBe('answer begins');
    await answer;
  });

  it('go on when one fails', async () => {
    const { queue, write } = stage();
    const failing = queue.add(() => Promise.reject(new Error('disk full')), 'ordinary');
    const after = write('after');
    await expect(failing).rejects.toThrow('disk full');
    expect(await after).toBe('after');
  });
});
