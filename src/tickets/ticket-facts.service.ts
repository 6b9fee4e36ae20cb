import { Injectable } from '@nestjs/common';
import type { Fact, Text } from '../contracts/api/index.js';
import {
  type IncidentView,
  IncidentViews,
  wordProbeFault,
  wordReach,
  wordSides,
  wordSource,
} from '../incidents/index.js';
import { Devices, Programs } from '../inventory/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { Reader } from '../platform/database/index.js';
import { displayDuration, verbatim } from '../platform/i18n/index.js';
import { TicketFollowerEntity } from './entities/ticket-follower.entity.js';
import type { TicketEntity } from './entities/ticket.entity.js';
import { IncidentWording } from './incident-wording.js';
import { TicketRepository } from './ticket.repository.js';
import { CATEGORY_WORDS } from './wording/categories.js';

const LABELS = {
  program: { vi: 'Phần mềm', en: 'Program' },
  device: { vi: 'Máy', en: 'PC' },
  center: { vi: 'Trung tâm', en: 'Center' },
  since: { vi: 'Bắt đầu từ', en: 'Since' },
  source: { vi: 'Nguồn phát hiện', en: 'Seen by' },
  phase: { vi: 'Bước bị lỗi', en: 'Failing step' },
  reach: { vi: 'Phạm vi', en: 'Scope' },
  sides: { vi: 'Kiểm tra từ ba phía', en: 'Probed from three sides' },
  lasted: { vi: 'Kéo dài', en: 'Lasted' },
  holder: { vi: 'Thuê bao', en: 'Subscriber' },
  end: { vi: 'Hiệu lực đến', en: 'Valid to' },
  reporter: { vi: 'Người báo', en: 'Reported by' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  category: { vi: 'Nhóm sự cố', en: 'Category' },
  followers: { vi: 'Người theo dõi', en: 'Followed by' },
  rating: { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
  centers: { vi: 'Trung tâm bị ảnh hưởng', en: 'Centers affected' },
  absorbedInto: { vi: 'Đã gộp vào phiếu', en: 'Joined to ticket' },
  splitFrom: { vi: 'Tách từ phiếu', en: 'Split off' },
  splitOff: { vi: 'Phiếu đã tách ra', en: 'Split off as' },
  absorbed: { vi: 'Phiếu đã gộp vào', en: 'Tickets taken in' },
} satisfies Record<string, Text>;

/** Names of clerks in one line of facts. */
const MOST_FOLLOWERS = 10;
/** Names of centers in one line of facts. */
const MOST_CENTERS = 40;

/** The facts column of a ticket: where, what, seen by whom, and what it belongs to. */
@Injectable()
export class TicketFacts {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly incidents: IncidentViews,
    private readonly wording: IncidentWording,
    private readonly devices: Devices,
    private readonly programs: Programs,
    private readonly reader: Reader,
  ) {}

  async of(ticket: TicketEntity, view: IncidentView | null): Promise<Fact[]> {
    const facts: (Fact | null)[] = [
      fact('since', `${displayTime(ticket.beganAt)} ${displayDate(ticket.beganAt)}`),
      await this.deviceFact(ticket.deviceId ?? onlyDeviceOf(view)),
      ticket.centerId === null
        ? null
        : fact('center', ticket.place.split(' · ')[0]!, `/centers/${ticket.centerId}`),
      ...(await this.linkFacts(ticket, view)),
      ...(await this.followerFacts(ticket.id)),
      ...(view ? await this.evidenceFacts(view) : []),
      ticket.reporterName === null ? null : fact('reporter', ticket.reporterName),
      ticket.reporterPhone === null ? null : fact('phone', ticket.reporterPhone),
      ticket.category === null ? null : fact('category', CATEGORY_WORDS[ticket.category]),
    ];
    return facts.filter((candidate) => candidate !== null);
  }

  /** Which clerks read what becomes of it, and what they thought of that. */
  private async followerFacts(ticketId: number): Promise<(Fact | null)[]> {
    const followers = await this.reader.find(TicketFollowerEntity, {
      where: { ticketId },
      order: { id: 'ASC' },
    });
    const names = followers.map(({ name, phone }) => (phone === null ? name : `${name} (${phone})`));
    const more = names.length > MOST_FOLLOWERS ? ', …' : '';
    const ratings = followers.flatMap(({ rating }) => rating ?? []);
    const average = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
    return [
      // Of one alone the ticket says already who it is.
      names.length < 2
        ? null
        : fact('followers', `${names.length}: ${names.slice(0, MOST_FOLLOWERS).join(', ')}${more}`),
      ratings.length === 0 ? null : fact('rating', wordRating(average, ratings.length)),
    ];
  }

  /** Where the ticket went, what it took in, and how far it reaches. */
  private async linkFacts(ticket: TicketEntity, view: IncidentView | null): Promise<(Fact | null)[]> {
    const links: (Fact | null)[] = [];
    const into = ticket.absorbedInto;
    const parent = into === null ? null : await this.tickets.ofIncident(this.reader, into);
    if (parent) links.push(fact('absorbedInto', parent.number, `/tickets/${parent.id}`));
    links.push(...(await this.splitFacts(ticket)));
    if (!view) return links;
    for (const { id } of await this.incidents.absorbedInto(this.reader, view.incident.id)) {
      const taken = await this.tickets.ofIncident(this.reader, id);
      if (taken) links.push(fact('absorbed', taken.number, `/tickets/${taken.id}`));
    }
    if (view.incident.scope === 'system') links.push(await this.centersFact(view));
    return links;
  }

  /** What it was split off, and what was split off it. */
  private async splitFacts({ id, splitFrom }: TicketEntity): Promise<Fact[]> {
    const whole = splitFrom === null ? null : await this.tickets.byId(this.reader, splitFrom);
    const parts = await this.reader.rows<{ id: number; number: string }>(
      'SELECT id, number FROM ticket WHERE split_from = ? ORDER BY id',
      [id],
    );
    return [
      ...(whole ? [fact('splitFrom', whole.number, `/tickets/${whole.id}`)] : []),
      ...parts.map((part) => fact('splitOff', part.number, `/tickets/${part.id}`)),
    ];
  }

  private async centersFact({ incident }: IncidentView): Promise<Fact | null> {
    const ids = await this.incidents.openCenters(this.reader, incident.id);
    const names: string[] = [];
    for (const id of ids.slice(0, MOST_CENTERS)) names.push(await this.wording.place(id, null));
    const more = ids.length > MOST_CENTERS ? ', …' : '';
    return names.length === 0 ? null : fact('centers', `${ids.length}: ${names.join(', ')}${more}`);
  }

  private async deviceFact(deviceId: number | null): Promise<Fact | null> {
    const device = deviceId === null ? null : await this.devices.byId(deviceId);
    return device && fact('device', device.name, `/devices/${deviceId}`);
  }

  private async evidenceFacts({ incident, lead, sides }: IncidentView): Promise<(Fact | null)[]> {
    const { source, code, phase, holder, notAfter } = lead.evidence;
    const program = lead.thing === '' ? null : await this.programs.byId(lead.thing);
    return [
      program && fact('program', { vi: program.nameVi, en: program.nameEn }),
      source ? fact('source', wordSource(source)) : null,
      phase && code ? fact('phase', wordProbeFault(lead.evidence)) : null,
      incident.reach ? fact('reach', wordReach(incident.reach)) : null,
      sides ? fact('sides', wordSides(sides)) : null,
      holder ? fact('holder', holder, certificatesOf(holder)) : null,
      notAfter ? fact('end', displayDate(notAfter)) : null,
      incident.endedAt === null ? null : fact('lasted', displayDuration(incident.endedAt - incident.beganAt)),
    ];
  }
}

function fact(label: keyof typeof LABELS, value: string | Text, link: string | null = null): Fact {
  return { label: LABELS[label], value: typeof value === 'string' ? verbatim(value) : value, link };
}

/** A certificate is of a person; where one PC alone has seen it, that is where to look. */
function onlyDeviceOf(view: IncidentView | null): number | null {
  return view?.members === 1 ? view.lead.deviceId : null;
}

/** The certificates of a person, and with them whom they belong to and where. */
function certificatesOf(holder: string): string {
  return `/reports/certificates?q=${encodeURIComponent(holder)}`;
}

/** "4,5 / 5 (2 người)". */
function wordRating(average: number, people: number): Text {
  const rounded = String(Math.round(average * 10) / 10);
  return {
    vi: `${rounded.replace('.', ',')} / 5 (${people} người)`,
    en: `${rounded} / 5 (${people} ${people === 1 ? 'person' : 'people'})`,
  };
}
