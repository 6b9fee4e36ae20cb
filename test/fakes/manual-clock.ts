import { ManualClock as Manual } from '../../src/platform/clock/index.js';

/** Wednesday 25/11/2026, 09:00 in Viet Nam: in the middle of working hours. */
export const WORKING_MORNING = Date.UTC(2026, 10, 25, 2, 0, 0);

/** The clock of simulations, standing on a working morning unless told. */
export class ManualClock extends Manual {
  constructor(instant = WORKING_MORNING) {
    super(instant);
  }
}
