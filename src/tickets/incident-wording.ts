import { Injectable } from '@nestjs/common';
import {
  type Finding,
  type IncidentView,
  isCenterSilence,
  wordDarkness,
  wordFinding,
  wordReach,
  wordRecurrence,
  wordSides,
  wordSource,
} from '../incidents/index.js';
import { Centers, Devices, Programs } from '../inventory/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { type Text, word } from '../platform/i18n/index.js';

/** An incident as a ticket shows it. */
export interface IncidentWords {
  title: Text;
  place: string;
  /** Evidence in sentences: since when, seen by what, whose fault, how many PCs. */
  detail: Text;
}

/** It comes and goes; one ticket stays for it. */
const FLAPPING: Text = { vi: '(chập chờn)', en: '(comes and goes)' };
const WHOLE_PROVINCE = 'Toàn tỉnh';
const SERVER = 'Máy chủ Trực Ban';

@Injectable()
export class IncidentWording {
  constructor(
    private readonly programs: Programs,
    private readonly devices: Devices,
    private readonly centers: Centers,
  ) {}

  async of(view: IncidentView): Promise<IncidentWords> {
    const { incident, lead } = view;
    const finding = isCenterSilence(incident) ? wordDarkness(incident.cause) : await this.finding(lead);
    const title = incident.reach === null ? finding : join(finding, wordReach(incident.reach), ' – ');
    return {
      title,
      place: incident.scope === 'server' ? SERVER : await this.place(incident.centerId, incident.deviceId),
      detail: this.detail(view, finding),
    };
  }

  async finding(finding: Finding): Promise<Text> {
    const program = finding.thing === '' ? null : await this.programs.byId(finding.thing);
    const name = program && { vi: program.nameVi, en: program.nameEn };
    const words = wordFinding({ ...finding, program: name });
    return finding.flappingSince === null ? words : join(words, FLAPPING, ' ');
  }

  /** "Xã Lạc Lương · Quầy 3"; the center alone; or the whole province. */
  async place(centerId: number | null, deviceId: number | null): Promise<string> {
    if (centerId === null) return WHOLE_PROVINCE;
    const center = (await this.centers.byId(centerId))?.name ?? '?';
    const device = deviceId === null ? null : await this.devices.byId(deviceId);
    return device ? `${center} · ${device.name}` : center;
  }

  private detail(view: IncidentView, finding: Text): Text {
    const { incident, lead, sides } = view;
    const beganAt =
      incident.scope === 'center' || incident.scope === 'system' ? incident.beganAt : lead.beganAt;
    const since = word(
      { vi: '{finding}, từ {time} ngày {date}.', en: '{finding}, since {time} on {date}.' },
      { finding, time: displayTime(beganAt), date: displayDate(beganAt) },
    );
    // A certificate's title has its date already, and when a mark was crossed is of no use to anybody.
    const sentences: Text[] = [
      incident.scope === 'certificate' ? { vi: `${finding.vi}.`, en: `${finding.en}.` } : since,
    ];
    if (incident.scope === 'center' || incident.scope === 'system') sentences.push(extentOf(view));
    const recurrence = wordRecurrence(lead.evidence);
    if (recurrence) sentences.push(recurrence);
    const { source, lastSeenAt, present } = lead.evidence;
    if (source)
      sentences.push(
        word({ vi: 'Nguồn: {source}.', en: 'Source: {source}.' }, { source: wordSource(source) }),
      );
    if (incident.reach) {
      sentences.push(
        word({ vi: 'Phạm vi: {reach}.', en: 'Scope: {reach}.' }, { reach: wordReach(incident.reach) }),
      );
    }
    if (sides) sentences.push(wordSides(sides));
    if (present === false && lastSeenAt !== undefined) {
      sentences.push(
        word(
          {
            vi: 'Chứng thư không có trên máy lúc này, thấy lần cuối {time} ngày {date}.',
            en: 'The certificate is not on the PC now, last seen {time} on {date}.',
          },
          { time: displayTime(lastSeenAt), date: displayDate(lastSeenAt) },
        ),
      );
    }
    return sentences.reduce((all, sentence) => join(all, sentence, ' '));
  }
}

function extentOf({ incident, open, centers }: IncidentView): Text {
  return incident.scope === 'system'
    ? word(
        { vi: '{open} máy ở {centers} trung tâm.', en: '{open} PCs in {centers} centers.' },
        { open, centers },
      )
    : word({ vi: '{open} máy của trung tâm.', en: '{open} PCs of the center.' }, { open });
}

function join(a: Text, b: Text, between: string): Text {
  return { vi: a.vi + between + b.vi, en: a.en + between + b.en };
}
