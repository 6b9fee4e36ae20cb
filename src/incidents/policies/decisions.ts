import type { Sides } from './sides.js';

/** What can be decided about an incident. The words are in `wording/decision-words.ts`. */
export type DecisionCode =
  | 'opened-alone'
  | 'opened-server'
  | 'opened-center-silent'
  | 'opened-center-system'
  | 'opened-system'
  | 'opened-system-slow'
  | 'opened-explained'
  | 'widened-center-silent'
  | 'widened-center-system'
  | 'widened-system'
  | 'widened-system-slow'
  | 'narrowed-device'
  | 'narrowed-center'
  | 'joined'
  | 'absorbed'
  | 'absorbed-into'
  | 'cleared'
  | 'reopened'
  | 'came-back-alone'
  | 'cause-power'
  | 'cause-line'
  | 'reach-device'
  | 'reach-center'
  | 'reach-system'
  | 'reach-lines'
  | 'reach-unknown';

/** Codes and numbers, never sentences. Which fields are there depends on the code. */
export interface DecisionFacts {
  silent?: number;
  total?: number;
  minutes?: number;
  waitedSeconds?: number;
  reaching?: number;
  failing?: number;
  centers?: number;
  /** Members it was about; of very many only the first are named. */
  count?: number;
  devices?: number[];
  /** The other incident it was about. */
  incident?: number;
  times?: number;
  returned?: number;
  /** What PC, center and server said then. */
  sides?: Sides;
}

export interface Decision {
  code: DecisionCode;
  facts: DecisionFacts;
}
