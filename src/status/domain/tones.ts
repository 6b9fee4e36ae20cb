import type {
  DevicePresence,
  PresenceCounts,
  PresenceState,
  TicketPriority,
  TicketStatus,
  Tone,
} from '../../contracts/api/index.js';

/** Worst first. A fault that somebody has taken is calmer than one that nobody has. */
const WORST_FIRST: readonly Tone[] = ['problem', 'widespread', 'warning', 'unknown', 'handled', 'ok', 'off'];

export function worstTone(tones: readonly Tone[], otherwise: Tone): Tone {
  return WORST_FIRST.find((tone) => tones.includes(tone)) ?? otherwise;
}

/** The worst of several things that each carry a tone; null when there are none. The first of equals leads. */
export function worstOf<T extends { tone: Tone }>(things: readonly T[]): T | null {
  return worstFirst(things)[0] ?? null;
}

/** The same things, worst first; equals keep their order. */
export function worstFirst<T extends { tone: Tone }>(things: readonly T[]): T[] {
  return [...things].sort((a, b) => WORST_FIRST.indexOf(a.tone) - WORST_FIRST.indexOf(b.tone));
}

export interface FindingFacts {
  rule: string;
  severity: TicketPriority;
  ticketStatus: TicketStatus | null;
}

const TAKEN: readonly TicketStatus[] = ['in_progress', 'waiting_user', 'waiting_vendor'];

/** Red only for what nobody has taken yet. A silent PC is red however low its priority: nobody knows what it is about. */
export function findingTone({ rule, severity, ticketStatus }: FindingFacts): Tone {
  if (ticketStatus !== null && TAKEN.includes(ticketStatus)) return 'handled';
  if (rule === 'device-silent') return 'problem';
  return severity === 'critical' || severity === 'high' ? 'problem' : 'warning';
}

export function presenceTone(presence: DevicePresence): Tone {
  switch (presence) {
    case 'online':
      return 'ok';
    case 'silent':
      return 'problem';
    case 'off':
    case 'stopped':
      return 'off';
    case 'never':
      return 'unknown';
  }
}

/** The programs of a PC that is not online: nothing is known of them, or they are off with it. Null: the PC is online. */
export function awayTone(presence: DevicePresence): Tone | null {
  if (presence === 'online') return null;
  return presence === 'silent' ? 'unknown' : presenceTone(presence);
}

/**
 * A PC as a whole: its findings, and its presence. Silence whose finding somebody has taken is no longer red; silence that
 * has no finding yet is.
 */
export function deviceTone(
  presence: DevicePresence,
  findings: readonly { rule: string; tone: Tone }[],
): Tone {
  const tones = findings.map((finding) => finding.tone);
  const silenceIsFound = findings.some((finding) => finding.rule === 'device-silent');
  if (!(presence === 'silent' && silenceIsFound)) tones.push(presenceTone(presence));
  return worstTone(tones, presenceTone(presence));
}

/**
 * What the state of a PC adds to its tone: one that should be on by now is something to see, and nothing yet to act on; of one
 * that the server cannot hear nobody knows that it is well.
 */
export function stateTone(state: PresenceState, tone: Tone): Tone {
  if (state === 'late') return worstTone([tone, 'warning'], 'warning');
  return state === 'unheard' && tone === 'ok' ? 'unknown' : tone;
}

/** What is known of one center now. */
export interface CenterFacts {
  devices: PresenceCounts;
  openTickets: number;
  /** Worst among the center's open tickets; `handled` when all of them are taken; null when there are none. */
  worstTicket: Tone | null;
  /** Some of its PCs belong to an open fault of a whole system: nobody has taken it, or somebody has. */
  systemFault: 'widespread' | 'handled' | null;
  atWork: boolean;
  /** The server has lost its line to it. */
  unheard: boolean;
}

export function centerTone(facts: CenterFacts): Tone {
  const { devices, worstTicket, systemFault } = facts;
  if (worstTicket === 'problem') return 'problem';
  // Silence comes a moment before its ticket; once every ticket is taken, so is the silence.
  if (devices.silent > 0 && worstTicket !== 'handled') return 'problem';
  const faults = [worstTicket, systemFault].filter((tone) => tone !== null);
  if (faults.length > 0) return worstTone(faults, 'warning');
  if (facts.unheard) return 'unknown';
  return devices.online > 0 ? 'ok' : quietTone(facts);
}

/** No PC reports and nothing is known to be wrong. In working hours that is a question, not a rest. */
function quietTone({ devices, atWork }: CenterFacts): Tone {
  const heard = devices.silent + devices.off + devices.stopped;
  if (heard + devices.never === 0) return 'off';
  return atWork || heard === 0 ? 'unknown' : 'off';
}

const PER_TONE = 1000;

/** Smaller is worse: by tone, then by how much is wrong. It depends on this center alone, so that others keep theirs. */
export function centerRank(tone: Tone, { devices, openTickets }: CenterFacts): number {
  const wrong = Math.min(devices.silent + openTickets, PER_TONE - 1);
  return WORST_FIRST.indexOf(tone) * PER_TONE + (PER_TONE - 1 - wrong);
}
