import { Injectable } from '@nestjs/common';
import type { PresenceState } from '../contracts/api/index.js';
import { Calendars, PolicyService } from '../inventory/index.js';
import { type Hours, hoursOf, presenceState, ServerFaultRepository } from '../state/index.js';
import { Reader } from '../platform/database/index.js';
import { type DevicePresenceLine, PlaceRepository } from './place.repository.js';

/** How each PC of one center is, in the words that tell late from asleep from lost (docs/presence.md). */
@Injectable()
export class PlacePresence {
  constructor(
    private readonly places: PlaceRepository,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly faults: ServerFaultRepository,
    private readonly reader: Reader,
  ) {}

  async ofDevice(id: number, centerId: number, now: number): Promise<PresenceState> {
    return (await this.ofCenter(centerId, now)).get(id) ?? 'never';
  }

  /** By the id of the PC. */
  async ofCenter(
    centerId: number,
    now: number,
    lines?: readonly DevicePresenceLine[],
  ): Promise<Map<number, PresenceState>> {
    const devices = lines ?? (await this.places.devicesOfCenter(centerId));
    const hours = hoursOf(await this.calendars.of(centerId));
    const { policy } = await this.policies.current();
    const { line } = await this.faults.read(this.reader);
    const known = { lateMinutes: policy['presence.lateMinutes'], lineLostSince: line?.since ?? null };
    return new Map(devices.map((device) => [device.id, stateOf(device, devices, hours, known, now)]));
  }
}

function stateOf(
  device: DevicePresenceLine,
  all: readonly DevicePresenceLine[],
  hours: Hours,
  known: { lateMinutes: number; lineLostSince: number | null },
  now: number,
): PresenceState {
  const { presence, since, goodbye, goodbyeAt, lastSeenAt } = device;
  if (presence === 'never' || since === null) return 'never';
  const heard = all
    .filter((other) => other.id !== device.id && other.presence === 'online')
    .map(({ lastSeenAt }) => lastSeenAt ?? 0);
  const othersHeardAt = heard.length > 0 ? Math.max(...heard) : null;
  const facts = { presence, since, goodbye, goodbyeAt, othersHeardAt, lastReceivedAt: lastSeenAt ?? 0 };
  return presenceState({ ...facts, ...known }, hours, now).state;
}
