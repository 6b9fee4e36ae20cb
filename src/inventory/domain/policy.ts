import { z } from 'zod';

const seconds = (minimum: number, maximum: number, byDefault: number) =>
  z.coerce.number().int().min(minimum).max(maximum).default(byDefault);
const keptDays = (minimum: number, byDefault: number) => seconds(minimum, 3650, byDefault);
const slaMinutes = (byDefault: number) => seconds(1, 100_000, byDefault);
const slaShare = () => z.coerce.number().int().min(10).max(1000).default(100);
const OFFICE_DAY_MINUTES = 450;
const percent = (byDefault: number) => z.coerce.number().min(0).max(100).default(byDefault);

/** Tiers and lists travel as text such as "90,60,30". */
const days = (byDefault: number[]) =>
  z
    .union([
      z.array(z.number().int()),
      z.string().transform((text) => text.split(',').map((part) => Number(part.trim()))),
    ])
    .pipe(z.array(z.number().int().min(0).max(3650)).min(1).max(20))
    .default(byDefault);
const words = (byDefault: string[]) =>
  z
    .union([
      z.array(z.string()),
      z.string().transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.string().max(200)).max(50))
    .default(byDefault);

/** Programs with which a screen may be shared, as the contract of the tickets names them. */
const remoteTools = () =>
  z
    .union([
      z.array(z.string()),
      z.string().transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    ])
    .pipe(
      z
        .array(z.enum(['ultraviewer', 'teamviewer', 'anydesk', 'zalo', 'other']))
        .min(1)
        .max(5),
    )
    .default(['ultraviewer', 'teamviewer', 'anydesk', 'zalo', 'other']);

/** Minutes of steps that follow each other, such as "5,10,20"; empty: none. */
const minutesOfSteps = (byDefault: number[]) =>
  z
    .union([
      z.array(z.number().int()),
      z.string().transform((text) =>
        text
          .split(',')
          .filter((part) => part.trim() !== '')
          .map((part) => Number(part.trim())),
      ),
    ])
    .pipe(z.array(z.number().int().min(1).max(10_000)).max(3))
    .default(byDefault);

const timeOfDay = (byDefault: string) =>
  z
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(byDefault);

/**
 * Every threshold the server judges by, with its default. Rows of `policy_value` override them
 * (`npx trucban policy set KEY VALUE`). Seconds, percent and days as the names say.
 */
export const Policy = z.object({
  'beat.seconds': seconds(1, 3600, 30),
  /** So many beats in a row may be missed inside working hours before a PC counts as silent. */
  'presence.missedBeats': seconds(1, 100, 3),
  /** A PC that is not on so long after work began is late: shown, not a ticket. */
  'presence.lateMinutes': z.coerce.number().int().min(1).max(240).default(15),
  /** A PC that stayed off for so many whole working days is a finding. */
  'presence.offWorkingDays': z.coerce.number().int().min(1).max(60).default(3),
  'program.hungAfterSeconds': seconds(5, 3600, 60),
  'program.missingAfterSeconds': seconds(5, 86_400, 180),
  'program.notListeningAfterSeconds': seconds(5, 86_400, 60),
  'web.unreachableAfterSeconds': seconds(0, 3600, 30),
  'web.failingAfterSeconds': seconds(0, 3600, 30),
  'web.slowAfterSeconds': seconds(0, 86_400, 300),
  /** A web system that PCs of so many centers cannot reach is itself at fault, though some PCs have not noticed yet. */
  'web.systemCenters': seconds(2, 1000, 3),
  /**
   * A center is dark when so many of its PCs, and at least this share of those that were online, fall silent within the
   * window; a center of two PCs when both do.
   */
  'center.silentPcs': seconds(2, 1000, 3),
  'center.silentPercent': percent(50),
  'center.silentWithinSeconds': seconds(30, 3600, 180),
  /** How long one silent PC of a center with several waits for the others: a beat and a little. */
  'center.gatherSeconds': seconds(0, 600, 40),
  /** Failures in several centers are one cause when they began within this time of each other. */
  'web.togetherSeconds': seconds(60, 86_400, 900),
  /** How long a PC that does not reach a system waits for others that may not have noticed yet. */
  'web.gatherSeconds': seconds(0, 600, 20),
  /** What a center or a system had in common must be gone so long before those that still fail stand alone. */
  'incident.narrowSeconds': seconds(0, 86_400, 300),
  /** A fault must stay away this long before its finding ends. */
  'recovery.holdSeconds': seconds(0, 3600, 10),
  'disk.freePercent': percent(5),
  /** A finding that changed so often lately flaps: each change counts one and halves with every half-life. */
  'flap.enterScore': z.coerce.number().min(2).max(100).default(4),
  'flap.leaveScore': z.coerce.number().min(0.5).max(100).default(2),
  'flap.halfLifeSeconds': seconds(60, 86_400, 1800),
  /**
   * A short fault of one kind that comes back so often, on so many different days of the window, is a finding of its own;
   * it ends when no more than `calmTimes` are left in the window. Shorter ones than `leastSeconds` are no fault.
   */
  'recurring.times': z.coerce.number().int().min(2).max(1000).default(5),
  'recurring.days': z.coerce.number().int().min(1).max(60).default(3),
  'recurring.windowDays': z.coerce.number().int().min(1).max(60).default(7),
  'recurring.calmTimes': z.coerce.number().int().min(0).max(999).default(1),
  'recurring.leastSeconds': seconds(0, 3600, 20),
  'clock.skewSeconds': seconds(5, 86_400, 300),
  /** The server's own line is lost when so many centers at work, and this share of them, fall silent at once. */
  'server.lineCenters': seconds(2, 1000, 5),
  'server.linePercent': z.coerce.number().min(10).max(100).default(50),
  /** A restart, a stall or a jump of its clock in which the server heard nobody for so long is a finding. */
  'server.blindSeconds': seconds(15, 86_400, 60),
  /** So many of any length within an hour, and the server itself needs a person. */
  'server.unsteadyTimes': seconds(2, 100, 3),
  'certificate.tierDays': days([90, 60, 30, 15, 7, 1, 0]),
  'certificate.renewalCutoffDays': seconds(0, 365, 60),
  /** Folded parts of the issuer's name; other certificates are not reported by agents. */
  'certificate.issuers': words(['ban co yeu chinh phu']),
  /** When, on working days, people are mailed what deserved no ticket; local time. */
  'digest.at': timeOfDay('07:00'),
  /** Between them people are told of urgent tickets alone; what comes to whoever is on duty does not wait. Equal times: never. */
  'notices.quietFrom': timeOfDay('21:00'),
  'notices.quietTo': timeOfDay('06:30'),
  /** A fault that returns within this time reopens its ticket instead of opening another. */
  'incident.reopenSeconds': seconds(0, 86_400, 1800),
  /** Minutes, in working time of the ticket's center, until somebody answers and until the ticket is resolved. */
  'sla.critical.answerMinutes': slaMinutes(15),
  'sla.critical.resolveMinutes': slaMinutes(4 * 60),
  'sla.high.answerMinutes': slaMinutes(30),
  'sla.high.resolveMinutes': slaMinutes(OFFICE_DAY_MINUTES),
  'sla.normal.answerMinutes': slaMinutes(2 * 60),
  'sla.normal.resolveMinutes': slaMinutes(3 * OFFICE_DAY_MINUTES),
  'sla.low.answerMinutes': slaMinutes(OFFICE_DAY_MINUTES),
  'sla.low.resolveMinutes': slaMinutes(5 * OFFICE_DAY_MINUTES),
  /** What a ticket of a category is owed, in percent of the times of its priority. */
  'sla.share.one_stop': slaShare(),
  'sla.share.civil_registration': slaShare(),
  'sla.share.signature': slaShare(),
  'sla.share.printer': slaShare(),
  'sla.share.network': slaShare(),
  'sla.share.slow': slaShare(),
  'sla.share.other': slaShare(),
  /** Priorities whose time runs day and night. */
  'sla.aroundTheClock': words([]),
  /** What the rota does with new tickets: nothing, propose whoever is on duty, or give it to them. */
  'duty.assign': z.enum(['off', 'propose', 'assign']).default('propose'),
  /** Nobody answers: when the one on duty is reminded, the second person is told, and the head. */
  'escalation.critical.minutes': minutesOfSteps([5, 10, 20]),
  'escalation.high.minutes': minutesOfSteps([15, 25, 40]),
  'escalation.normal.minutes': minutesOfSteps([]),
  'escalation.low.minutes': minutesOfSteps([]),
  /** Priorities whose steps count day and night; the others count the working time of the ticket's center. */
  'escalation.aroundTheClock': words(['critical']),
  /** What was resolved and not contradicted for so long is closed. */
  'ticket.closeDays': z.coerce.number().int().min(1).max(60).default(3),
  /** With which programs technicians may ask to see the screen of a clerk, in the order in which they are offered. */
  'remote.tools': remoteTools(),
  /** Years that the asset rules count for a computer; a policy, because the circulars change it. */
  'asset.usefulLifeYears': z.coerce.number().int().min(1).max(50).default(7),
  /** History itself; a month and a little at least, because late facts make the days of the last month anew. */
  'retention.spanDays': keptDays(35, 90),
  /** By then no rule, no flapping and no reopening looks back any more. */
  'retention.findingDays': keptDays(90, 400),
  'retention.noticeDays': keptDays(90, 400),
  /** 13 months of days, so that a month can be held against the same month a year before. */
  'retention.historyDays': keptDays(35, 400),
  /** NĐ 333/2026 asks for 12 months of logs. */
  'retention.auditDays': keptDays(366, 400),
});
export type Policy = z.infer<typeof Policy>;
export type PolicyKey = keyof Policy;

export const POLICY_KEYS = Object.keys(Policy.shape) as PolicyKey[];
export const DEFAULT_POLICY: Policy = Policy.parse({});
