import type { Role } from '../../contracts/api/index.js';
import { nearestWords } from './nearest-words.js';
import { type Part, ScenarioFault, type Word } from './part.js';

/** A center: a commune of the province by its code, or an invented one by its name. */
export interface CenterRole {
  line: number;
  communeCode: string | null;
  name: string | null;
  expectedPcs: number | null;
}

export interface PersonRole {
  line: number;
  role: Role;
  name: string;
  email: string | null;
}

export interface PcRole {
  line: number;
  center: string;
  name: string;
  /** The PC in whose second Windows session this agent runs. */
  sessionOf: string | null;
}

export interface CertificateRole {
  line: number;
  holder: string;
  email: string | null;
  organisation: string;
  /** Epoch ms; both inside the day they name. */
  notBefore: number;
  notAfter: number;
}

/** Who and what a scenario is about, each under the name that its timeline uses. */
export class Cast {
  readonly centers = new Map<string, CenterRole>();
  readonly programs = new Map<string, { line: number; fields: Record<string, string> }>();
  readonly people = new Map<string, PersonRole>();
  readonly pcs = new Map<string, PcRole>();
  readonly certificates = new Map<string, CertificateRole>();

  center(part: Part): string {
    return known(part.word(), this.centers, 'center');
  }

  program(part: Part): string {
    return known(part.word(), this.programs, 'watched program');
  }

  person(part: Part): string {
    return known(part.word(), this.people, 'person');
  }

  certificate(part: Part): string {
    return known(part.word(), this.certificates, 'certificate');
  }

  pc(part: Part): string {
    return known(part.word(), this.pcs, 'PC');
  }

  /** One name or a list; `all` is every PC, `all of CENTER` those of one center. */
  pcList(part: Part): string[] {
    return part.oneOrMore().flatMap((one) => {
      const { text, line } = one.word();
      if (text === 'all') return [...this.pcs.keys()];
      const [, center] = /^all of (.+)$/.exec(text) ?? [];
      if (center === undefined) return [this.pc(one)];
      known({ text: center, line }, this.centers, 'center');
      return [...this.pcs].filter(([, pc]) => pc.center === center).map(([name]) => name);
    });
  }
}

function known(word: Word, names: ReadonlyMap<string, unknown>, what: string): string {
  if (names.has(word.text)) return word.text;
  throw new ScenarioFault(
    word.line,
    `there is no ${what} "${word.text}"; ${nearestWords(word.text, [...names.keys()])}`,
  );
}
