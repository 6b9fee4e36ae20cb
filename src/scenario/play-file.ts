import { readFileSync } from 'node:fs';
import { readScenario } from './format/read-scenario.js';
import { ScenarioFault } from './format/part.js';
import type { Difference } from './judge/compare.js';
import type { Outcome } from './judge/outcome.js';
import { asFault, Player } from './play/player.js';
import { type Boot, type ScratchData, World } from './play/world.js';

export type ScenarioResult =
  /** It could be played. */
  | { file: string; title: string; differences: Difference[]; outcome: Outcome; fault: null }
  /** The file is wrong: where, and the remedy. */
  | { file: string; fault: { line: number; message: string } };

/** Reads and plays one file on data of its own, which must be empty. */
export async function playFile(
  file: string,
  boot: Boot,
  scratch: () => Promise<ScratchData>,
): Promise<ScenarioResult> {
  try {
    const scenario = readScenario(readFileSync(file, 'utf8'));
    const world = new World(boot, await scratch(), scenario);
    try {
      const played = await new Player(world).play(scenario);
      return { file, title: scenario.title, ...played, fault: null };
    } finally {
      await world.end();
    }
  } catch (error) {
    const fault = asFault(error, 1);
    if (fault instanceof ScenarioFault) return { file, fault: { line: fault.line, message: fault.message } };
    throw fault;
  }
}
