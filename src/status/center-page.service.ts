import { Injectable } from '@nestjs/common';
import type { CenterView, DeviceTile, PresenceState } from '../contracts/api/index.js';
import { certificateRowOf } from '../incidents/index.js';
import { Centers, PolicyService, Programs } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { notFound } from '../platform/http/index.js';
import { TicketReads } from '../tickets/index.js';
import { BoardTiles } from './board-tiles.js';
import { DayBars, joinBars } from './day-bars.service.js';
import { awayTone, deviceTone, stateTone, worstOf } from './domain/tones.js';
import { type Fault, Faults } from './faults.service.js';
import { PlacePresence } from './place-presence.service.js';
import { type DevicePresenceLine, PlaceRepository, type PresentState } from './place.repository.js';
import { nameOf, programsOn } from './program-states.js';
import { STATE_WORDS } from './wording/device-words.js';

const TICKET_ROWS = 50;

@Injectable()
export class CenterPage {
  constructor(
    private readonly centers: Centers,
    private readonly places: PlaceRepository,
    private readonly presences: PlacePresence,
    private readonly tiles: BoardTiles,
    private readonly faults: Faults,
    private readonly bars: DayBars,
    private readonly programs: Programs,
    private readonly policies: PolicyService,
    private readonly tickets: TicketReads,
  ) {}

  async of(id: number, now: number): Promise<CenterView> {
    const center = await this.centers.byId(id);
    if (!center) throw notFound({ vi: 'trung tâm này', en: 'center' });
    const tile = await this.tiles.ofOne(center, now);
    const devices = await this.places.devicesOfCenter(id);
    const presences = await this.presences.ofCenter(id, now, devices);
    const faults = await this.faults.word(await this.places.faultsOfCenter(id));
    const programs = await this.programs.enabled();
    const states = await this.places.statesOfCenter(id);
    const bars = await this.bars.ofDevices(devices, programs, now - DAY_MS, now);
    const { policy } = await this.policies.current();
    const certificates = await this.places.certificatesOfCenter(id);
    const { name, fullName, communeCode } = center;
    return {
      id,
      name,
      fullName,
      communeCode,
      province: await this.centers.provinceName(center.provinceCode),
      tone: tile.tone,
      counts: tile.devices,
      serverTime: now,
      bar: joinBars(bars),
      reportUrl: this.centers.reportUrl(center),
      devices: devices.map((device) => tileOf(device, presences.get(device.id) ?? 'never', faults)),
      programs: programs.map((program) => ({ id: program.id, name: nameOf(program) })),
      cells: devices.flatMap((device) =>
        cellsOf(device, presences.get(device.id) ?? 'never', states, programs),
      ),
      certificates: certificates.map((certificate) => certificateRowOf(certificate, policy, now)),
      tickets: await this.tickets.rowsOfCenter(id, TICKET_ROWS),
    };
  }
}

function tileOf(device: DevicePresenceLine, state: PresenceState, all: readonly Fault[]): DeviceTile {
  const faults = all.filter(({ deviceId }) => deviceId === device.id);
  const tone = stateTone(state, deviceTone(device.presence, faults));
  const worst = worstOf(faults);
  const told = worst?.tone === tone ? worst : null;
  return {
    id: device.id,
    name: device.name,
    presence: device.presence,
    state,
    tone,
    summary: told?.title ?? STATE_WORDS[state],
    since: told?.since ?? device.since,
    lastSeenAt: device.lastSeenAt,
  };
}

function cellsOf(
  device: DevicePresenceLine,
  state: PresenceState,
  states: readonly PresentState[],
  programs: Parameters<typeof programsOn>[1],
): CenterView['cells'] {
  const own = states.filter(({ deviceId }) => deviceId === device.id);
  const online = device.presence === 'online';
  return programsOn(own, programs, awayTone(device.presence)).map(({ program, tone, lead }) => ({
    programId: program.id,
    deviceId: device.id,
    tone,
    text: online ? lead.text : STATE_WORDS[state],
  }));
}
