import type { PreviewFinding, PreviewLine } from '../../contracts/api/index.js';
import { afterWorkingDays, OFFICE_CALENDAR, type Policy } from '../../inventory/index.js';
import type { Reader } from '../../platform/database/index.js';
import { hoursOf } from '../../state/index.js';
import { type DeviceContext, HEARS_WELL } from '../domain/finding.js';
import { Comparison } from './comparison.js';
import { HistoryRepository } from './history.repository.js';
import type {
  Blindness,
  PreviewRequest,
  RecordedCertificate,
  RecordedDevice,
  ReplayedFinding,
} from './recorded.js';
import { replayCertificate } from './replay-certificate.js';
import { replayDevice } from './replay-device.js';

/** A few ms of reading and judging each, so that nothing waits long where it runs in the server's own thread. */
const SUBJECTS_PER_TURN = 20;

type Place = Pick<PreviewFinding, 'deviceId' | 'device' | 'centerId' | 'center'>;

/**
 * What the current policy and a draft would each have opened in [`from`, `until`], by letting the rules judge the stored
 * history again. Yields progress, and the result as its last line.
 */
export async function* preview(reader: Reader, request: PreviewRequest): AsyncGenerator<PreviewLine> {
  const history = new HistoryRepository(reader);
  const devices = await history.deviceIds();
  const certificates = await history.certificateIds();
  const blind = await history.blindness(request.from);
  const comparison = new Comparison(request);
  const total = devices.length + certificates.length;
  let done = 0;
  for (const ids of slices(devices)) {
    for (const device of await history.devices(ids, request.from))
      weighDevice(comparison, device, blind, request);
    yield { done: (done += ids.length), total };
  }
  for (const ids of slices(certificates)) {
    for (const certificate of await history.certificates(ids)) {
      weighCertificate(comparison, certificate, blind, request);
    }
    yield { done: (done += ids.length), total };
  }
  yield { result: comparison.result() };
}

/** The same as lines of JSON. */
export async function* previewLines(reader: Reader, request: PreviewRequest): AsyncGenerator<string> {
  for await (const line of preview(reader, request)) yield `${JSON.stringify(line)}\n`;
}

function weighDevice(
  comparison: Comparison,
  device: RecordedDevice,
  blind: readonly Blindness[],
  request: PreviewRequest,
): void {
  const { current, draft, programs, until } = request;
  const calendar = request.calendars.get(device.centerId) ?? OFFICE_CALENDAR;
  const hours = hoursOf(calendar);
  const under = (policy: Policy): ReplayedFinding[] => {
    const context: DeviceContext = {
      policy,
      programs,
      // What the server could not hear was not judged, and is not judged again: see `blind`.
      hearing: HEARS_WELL,
      atWork: hours.atWork,
      afterWorkingDays: (since, count) => afterWorkingDays(calendar, since, count),
    };
    return replayDevice(device, { context, hours, blind, until });
  };
  comparison.addHistory(device.spans.length);
  comparison.add(under(current), under(draft), (finding) => asShown(finding, device, device.name));
}

function weighCertificate(
  comparison: Comparison,
  certificate: RecordedCertificate,
  blind: readonly Blindness[],
  { current, draft, until }: PreviewRequest,
): void {
  const under = (policy: Policy): ReplayedFinding[] => replayCertificate(certificate, policy, blind, until);
  comparison.add(under(current), under(draft), (finding) =>
    asShown({ ...finding, thing: certificate.holder }, certificate, certificate.device),
  );
}

function asShown(
  { rule, thing, since, openedAt, endedAt }: ReplayedFinding,
  { deviceId, centerId, center }: Omit<Place, 'device'>,
  device: string,
): PreviewFinding {
  return { rule, thing, deviceId, device, centerId, center, since, openedAt, endedAt };
}

function* slices(ids: readonly number[]): Generator<number[]> {
  for (let from = 0; from < ids.length; from += SUBJECTS_PER_TURN)
    yield ids.slice(from, from + SUBJECTS_PER_TURN);
}
