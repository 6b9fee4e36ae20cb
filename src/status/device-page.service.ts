import { Injectable } from '@nestjs/common';
import type { DeviceView } from '../contracts/api/index.js';
import { certificateRowOf } from '../incidents/index.js';
import { ageOf, Centers, type DeviceEntity, Devices, PolicyService, Programs } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import type { Text } from '../platform/i18n/index.js';
import { DeviceHardwareEntity, DeviceStateEntity, DiskLevelEntity } from '../state/index.js';
import { TicketReads } from '../tickets/index.js';
import { DayBars } from './day-bars.service.js';
import { awayTone, deviceTone, stateTone, worstFirst } from './domain/tones.js';
import { type Fault, Faults } from './faults.service.js';
import { PlacePresence } from './place-presence.service.js';
import { PlaceRepository } from './place.repository.js';
import { nameOf, programsOn } from './program-states.js';
import { cloneFlag, deviceSentence } from './wording/device-words.js';

const TICKET_ROWS = 20;

@Injectable()
export class DevicePage {
  constructor(
    private readonly devices: Devices,
    private readonly centers: Centers,
    private readonly places: PlaceRepository,
    private readonly presences: PlacePresence,
    private readonly faults: Faults,
    private readonly bars: DayBars,
    private readonly programs: Programs,
    private readonly policies: PolicyService,
    private readonly tickets: TicketReads,
    private readonly reader: Reader,
  ) {}

  async of(id: number, now: number): Promise<DeviceView> {
    const device = await this.devices.byId(id);
    if (!device) throw notFound({ vi: 'máy này', en: 'device' });
    const state = await this.reader.findOne(DeviceStateEntity, { where: { deviceId: id } });
    const faults = worstFirst(await this.faults.word(await this.places.faultsOfDevice(id)));
    return {
      id,
      name: device.name,
      center: await this.centerOf(device),
      serverTime: now,
      flag: await this.flagOf(device),
      problems: faults.map(({ tone, title, since, ticketId }) => ({ tone, title, since, ticketId })),
      agentVersion: state?.agentVersion ?? device.agentVersion,
      load: await this.loadOf(state),
      enrolledAt: device.enrolledAt,
      tickets: await this.tickets.rowsOfDevice(id, TICKET_ROWS),
      certificates: await this.certificatesOf(id, now),
      ...(await this.hardwareOf(device, now)),
      ...(await this.softwareOf(device, state, faults, now)),
    };
  }

  private async centerOf({ centerId }: DeviceEntity): Promise<DeviceView['center']> {
    const center = await this.centers.byId(centerId);
    return { id: centerId, name: center?.name ?? '' };
  }

  private async flagOf({ clonedFrom }: DeviceEntity): Promise<Text | null> {
    if (clonedFrom === null) return null;
    const original = await this.devices.byId(clonedFrom);
    return cloneFlag(original?.name ?? `#${clonedFrom}`);
  }

  private async loadOf(state: DeviceStateEntity | null): Promise<DeviceView['load']> {
    if (state === null || state.cpuPercent === null || state.memoryPercent === null) return null;
    const { deviceId, lastReceivedAt: at, cpuPercent, memoryPercent } = state;
    const levels = await this.reader.find(DiskLevelEntity, { where: { deviceId }, order: { mount: 'ASC' } });
    const disks = levels.map(({ mount, totalBytes, freeBytes }) => ({ mount, totalBytes, freeBytes }));
    return { at, cpuPercent, memoryPercent, disks };
  }

  private async certificatesOf(id: number, now: number): Promise<DeviceView['certificates']> {
    const { policy } = await this.policies.current();
    const stored = await this.places.certificatesOfDevice(id);
    return stored.map((certificate) => certificateRowOf(certificate, policy, now));
  }

  private async hardwareOf(device: DeviceEntity, now: number): Promise<Pick<DeviceView, 'hardware' | 'age'>> {
    const stored = await this.reader.findOne(DeviceHardwareEntity, { where: { deviceId: device.id } });
    const dates = { biosDate: stored?.biosDate ?? null, osInstalledOn: stored?.osInstalledOn ?? null };
    const age = ageOf({ putIntoUse: device.putIntoUse, ...dates }, now);
    if (!stored) return { age, hardware: null };
    const { osName, osVersion, manufacturer, model, serialNumber, cpu } = stored;
    const { memoryBytes, diskBytes, diskKind, reportedAt } = stored;
    const what = { osName, osVersion, manufacturer, model, serialNumber, cpu };
    return { age, hardware: { ...what, memoryBytes, diskBytes, diskKind, reportedAt } };
  }

  /** Presence, programs, the bar of the day, and the sentence that sums them up. */
  private async softwareOf(
    { id, centerId }: DeviceEntity,
    stored: DeviceStateEntity | null,
    faults: readonly Fault[],
    now: number,
  ): Promise<
    Pick<DeviceView, 'presence' | 'state' | 'tone' | 'sentence' | 'since' | 'lastSeenAt' | 'programs' | 'bar'>
  > {
    const presence = stored?.presence ?? 'never';
    const state = await this.presences.ofDevice(id, centerId, now);
    const since = (state === 'unheard' ? stored?.lastReceivedAt : stored?.since) ?? null;
    const watched = await this.programs.enabled();
    const programs = programsOn(await this.places.statesOfDevice(id), watched, awayTone(presence));
    const problems = faults.filter(({ rule }) => !ABSENCE.has(rule));
    return {
      presence,
      state,
      tone: stateTone(state, deviceTone(presence, faults)),
      sentence: deviceSentence({ state, since, problems, watched: programs.length > 0 }, now),
      since,
      lastSeenAt: stored?.lastReceivedAt ?? null,
      programs: programs.map(({ program, tone, sources }) => ({
        id: program.id,
        name: nameOf(program),
        kind: program.kind,
        tone,
        sources,
      })),
      bar: await this.bars.of(id, watched, now - DAY_MS, now),
    };
  }
}

/** Told by the presence itself. */
const ABSENCE: ReadonlySet<string> = new Set([
  'device-silent',
  'device-stopped-by-hand',
  'device-off-for-days',
]);
