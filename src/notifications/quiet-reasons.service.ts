import { Injectable } from '@nestjs/common';
import type { QuietFault } from '../contracts/api/index.js';
import { Maintenance } from '../inventory/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { Reader } from '../platform/database/index.js';
import { type Text, word } from '../platform/i18n/index.js';
import { TicketRepository } from '../tickets/index.js';

interface OpenFault {
  findingId: number;
  incidentId: number | null;
  beganAt: number;
  windowId: number | null;
  until: number | null;
  ticketId: number | null;
  leadFindingId: number | null;
  untoldAt: number | null;
}

/** "Vì sao không ai được báo?": of each fault that holds on a PC and of which nobody is told, the stored reason. */
@Injectable()
export class QuietReasons {
  constructor(
    private readonly reader: Reader,
    private readonly tickets: TicketRepository,
    private readonly maintenance: Maintenance,
  ) {}

  async ofDevice(deviceId: number): Promise<QuietFault[]> {
    const faults: QuietFault[] = [];
    for (const fault of await this.openFaults(deviceId)) {
      const reason = await this.reasonOf(fault);
      if (reason) faults.push({ since: fault.beganAt, ticketId: fault.ticketId, ...reason });
    }
    return faults;
  }

  private async reasonOf(fault: OpenFault): Promise<Pick<QuietFault, 'code' | 'text'> | null> {
    if (fault.windowId !== null) {
      return { code: 'MAINTENANCE', text: await this.plannedWork(fault.windowId, fault.until ?? 0) };
    }
    if (fault.ticketId === null && fault.untoldAt !== null) return { code: 'DIGEST', text: DIGEST };
    const ticket = fault.ticketId === null ? null : await this.tickets.byId(this.reader, fault.ticketId);
    if (!ticket || ticket.resolvedAt !== null) return null;
    const { number, snoozedBy, snoozedUntil, acknowledgedBy } = ticket;
    if (snoozedUntil !== null) {
      return {
        code: 'SNOOZED',
        text: word(SNOOZED, { number, by: snoozedBy ?? '', until: moment(snoozedUntil) }),
      };
    }
    if (acknowledgedBy !== null) {
      return { code: 'ACKNOWLEDGED', text: word(ACKNOWLEDGED, { number, by: acknowledgedBy }) };
    }
    return fault.leadFindingId === fault.findingId
      ? null
      : { code: 'GROUPED', text: word(GROUPED, { number }) };
  }

  private async plannedWork(windowId: number, until: number): Promise<Text> {
    const { reason, author } = await this.maintenance.byId(windowId);
    return word(MAINTENANCE, { id: windowId, until: moment(until), reason, author });
  }

  private openFaults(deviceId: number): Promise<OpenFault[]> {
    return this.reader.rows<OpenFault>(
      `SELECT finding.id AS "findingId", finding.began_at AS "beganAt", member.incident_id AS "incidentId",
         silence.window_id AS "windowId", silence.until_at AS "until", ticket.id AS "ticketId",
         incident.lead_finding_id AS "leadFindingId", untold.noticed_at AS "untoldAt"
       FROM finding
       LEFT JOIN incident_member member ON member.finding_id = finding.id
       LEFT JOIN incident ON incident.id = member.incident_id
       LEFT JOIN incident_silence silence ON silence.incident_id = member.incident_id AND silence.ended_at IS NULL
       LEFT JOIN incident_untold untold ON untold.incident_id = member.incident_id
       LEFT JOIN ticket ON ticket.incident_id = member.incident_id
       WHERE finding.device_id = ? AND finding.ended_at IS NULL ORDER BY finding.began_at, finding.id`,
      [deviceId],
    );
  }
}

const MAINTENANCE = {
  vi: 'Đang trong lịch bảo trì số {id} đến {until} ({reason}; {author} tạo). Hết giờ mà còn lỗi thì phiếu sẽ mở.',
  en: 'Maintenance {id} covers it until {until} ({reason}; planned by {author}). If it still fails then, a ticket opens.',
};
const SNOOZED = {
  vi: 'Phiếu {number} được {by} hoãn đến {until}.',
  en: '{by} snoozed ticket {number} until {until}.',
};
const ACKNOWLEDGED = {
  vi: '{by} đã biết về phiếu {number}, nên không nhắc lại.',
  en: '{by} knows of ticket {number}, so there are no reminders.',
};
const DIGEST = {
  vi: 'Không gấp nên không mở phiếu: có trong thư tổng hợp của ngày làm việc kế tiếp.',
  en: 'It can wait, so there is no ticket: the digest of the next working day tells it.',
};
const GROUPED = {
  vi: 'Gộp chung vào phiếu {number}: cùng một nguyên nhân, chỉ báo một lần.',
  en: 'Part of ticket {number}: one cause is told once.',
};

const moment = (instant: number): string => `${displayTime(instant)} ${displayDate(instant)}`;
