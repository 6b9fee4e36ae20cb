import { createHash } from 'node:crypto';
import type { CertificateEntry } from '../../../src/contracts/agent/index.js';
import type { Ground } from './ground.js';
import { DAY, HOUR, MINUTE, SECOND } from './world.js';

const OFFSET = 7 * HOUR;
const THREE_YEARS = 1095 * DAY;

/** Disks that fill over a morning and are cleaned days later; some stop filling in time. */
export function fillDisks(ground: Ground): void {
  const { chance, size, waits } = ground;
  for (let n = ground.times(0.04, size.devices); n > 0; n--) {
    const full = n % 2 === 0;
    const pc = chance.whole(0, size.devices - 1);
    const from = ground.moment(HOUR, 30 * MINUTE);
    if (from === null || !ground.isOn(pc, from - 50 * MINUTE, from + 20 * MINUTE)) continue;
    const until = Math.min(ground.end, chance.second(from + DAY, from + 5 * DAY));
    const quiet =
      ground.clearOf(`pc:${pc}`, from, from + HOUR) && ground.clearOf('server', from, from + HOUR);
    if (!quiet || !ground.take([`disk:${pc}`], from, until)) continue;
    const least = full ? waits.diskPercent - 1 : waits.diskPercent + 1;
    const cause = ground.add({
      ...{ kind: full ? 'disk-filling' : 'disk-low-yet-enough', expects: full ? 'ticket' : 'nothing' },
      ...{ scope: 'pc', family: 'disk', from, until, center: ground.centerOf(pc), pcs: [pc] },
    });
    const note = full ? { cause: cause.id, since: from, wait: 0 } : undefined;
    for (let step = 3; step >= 0; step--) {
      const at = from - step * 10 * MINUTE;
      const deed = { kind: 'disk', freePercent: least + step } as const;
      ground.steps.push({ at, pc, deed, note: step === 0 ? note : undefined });
    }
    ground.steps.push({ at: until, pc, deed: { kind: 'disk', freePercent: 40 } });
  }
}

/** Most PCs have a token of an officer in them. What is unplugged stays; what is renewed is silent. */
export function issueCertificates(ground: Ground): void {
  const { chance, size } = ground;
  for (let pc = 0; pc < size.devices; pc++) {
    const first = ground.onTimes[pc]![0];
    if (!first || !chance.share(0.8)) continue;
    const notAfter = chance.second(size.start - 10 * DAY, size.start + THREE_YEARS);
    const own = certificateOf(pc, 'own', notAfter - THREE_YEARS, notAfter);
    const renewed = chance.share(0.05) || notAfter < size.start;
    const at = first.on + 20 * SECOND;
    if (renewed) {
      const next = certificateOf(pc, 'next', notAfter - 30 * DAY, notAfter + THREE_YEARS);
      ground.add({
        kind: 'certificate-succeeded',
        ...aboutCertificate(ground, pc, own, size.start, 'nothing'),
      });
      ground.steps.push({ at, pc, deed: { kind: 'certificates', entries: [own, next] } });
      continue;
    }
    const tier = startOfDay(notAfter) - ground.waits.firstTierDays * DAY;
    const ends = tier < ground.end && first.on < ground.end;
    const cause = ends
      ? ground.add({
          kind: 'certificate',
          ...aboutCertificate(ground, pc, own, Math.max(tier, at), 'ticket'),
        })
      : null;
    const note = cause ? { cause: cause.id, since: tier, wait: 0 } : undefined;
    ground.steps.push({ at, pc, deed: { kind: 'certificates', entries: [own] }, note });
    unplug(ground, pc, own);
  }
}

function unplug(ground: Ground, pc: number, own: CertificateEntry): void {
  const { chance, size } = ground;
  if (!chance.share((0.5 * size.days) / 30)) return;
  const from = ground.moment(10 * MINUTE, HOUR);
  if (from === null || !ground.isOn(pc, from - 5 * MINUTE, from + HOUR)) return;
  if (from < ground.onTimes[pc]![0]!.on + 10 * MINUTE) return;
  ground.steps.push({ at: from, pc, deed: { kind: 'certificates', entries: [] } });
  ground.steps.push({ at: from + 50 * MINUTE, pc, deed: { kind: 'certificates', entries: [own] } });
}

function aboutCertificate(
  ground: Ground,
  pc: number,
  entry: CertificateEntry,
  from: number,
  expects: 'ticket' | 'nothing',
) {
  const place = { center: ground.centerOf(pc), pcs: [pc], thumbprint: entry.thumbprint };
  return { expects, scope: 'pc' as const, family: 'certificate', from, until: ground.end, ...place };
}

const startOfDay = (instant: number): number => Math.floor((instant + OFFSET) / DAY) * DAY - OFFSET;

function certificateOf(pc: number, which: string, notBefore: number, notAfter: number): CertificateEntry {
  const thumbprint = createHash('sha256').update(`${which} certificate of ${pc}`).digest('hex');
  return {
    thumbprint,
    serial: thumbprint.slice(0, 16),
    holder: `Cán bộ ${pc + 1}`,
    organisation: 'UBND xã',
    units: [],
    email: `canbo${pc + 1}@example.vn`,
    issuer: 'CA cơ quan Nhà nước',
    issuerOrganisation: 'Ban Cơ yếu Chính phủ',
    notBefore,
    notAfter,
    store: 'user',
  };
}
