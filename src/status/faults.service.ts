import { Injectable } from '@nestjs/common';
import type { Tone } from '../contracts/api/index.js';
import { wordFinding } from '../incidents/index.js';
import { Programs } from '../inventory/index.js';
import type { Text } from '../platform/i18n/index.js';
import { findingTone } from './domain/tones.js';
import type { OpenFault } from './place.repository.js';
import { nameOf } from './program-states.js';

/** An open finding as a page shows it. */
export interface Fault {
  deviceId: number;
  rule: OpenFault['rule'];
  tone: Tone;
  title: Text;
  since: number;
  ticketId: number | null;
}

@Injectable()
export class Faults {
  constructor(private readonly programs: Programs) {}

  async word(open: readonly OpenFault[]): Promise<Fault[]> {
    const programs = await this.programs.all();
    return open.map((fault) => {
      const program = programs.find(({ id }) => id === fault.thing);
      return {
        deviceId: fault.deviceId,
        rule: fault.rule,
        tone: findingTone(fault),
        title: wordFinding({ ...fault, program: program ? nameOf(program) : null }),
        since: fault.beganAt,
        ticketId: fault.ticketId,
      };
    });
  }
}
