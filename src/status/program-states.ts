import type { SourceState, Tone } from '../contracts/api/index.js';
import type { WatchedProgramEntity } from '../inventory/index.js';
import type { Text } from '../platform/i18n/index.js';
import { worstOf } from './domain/tones.js';
import type { PresentState } from './place.repository.js';
import { wordState } from './wording/source-words.js';

/** A watched program on one PC. */
export interface ProgramOnDevice {
  program: WatchedProgramEntity;
  tone: Tone;
  sources: SourceState[];
  /** The source that decides how the program looks. */
  lead: SourceState;
}

const SOURCE_ORDER: readonly SourceState['source'][] = ['window', 'tab', 'probe', 'process', 'listener'];

/**
 * The watched programs that a PC reports, each with its sources in words. Two sessions may report the same source: the worse
 * counts. Of a PC that is not online only the last words are known, so their tone is the PC's own.
 */
export function programsOn(
  states: readonly PresentState[],
  programs: readonly WatchedProgramEntity[],
  away: Tone | null,
): ProgramOnDevice[] {
  return programs.flatMap((program) => {
    const told = states.filter(({ thing }) => thing === program.id);
    const sources = SOURCE_ORDER.flatMap((source) => {
      const worded = told.filter((state) => state.source === source).map((state) => said(state, program));
      const worst = worstOf(worded);
      return worst ? [away === null ? worst : { ...worst, tone: away }] : [];
    });
    const lead = worstOf(sources);
    return lead ? [{ program, tone: lead.tone, sources, lead }] : [];
  });
}

function said(state: PresentState, program: WatchedProgramEntity): SourceState {
  const { tone, text } = wordState(state, program.required === 1);
  return { source: state.source, tone, text, since: state.from };
}

export function nameOf(program: WatchedProgramEntity): Text {
  return { vi: program.nameVi, en: program.nameEn };
}
