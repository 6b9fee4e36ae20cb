import type { Finding, IncidentView, RuleId, Sides } from '../../incidents/index.js';
import type { Policy } from '../../inventory/index.js';
import { displayDate, displayTime } from '../../platform/civil/index.js';
import { type Sentence, type Text, word } from '../../platform/i18n/index.js';

/** Why each rule opened, with the threshold it used. */
const RULE_REASONS: Record<RuleId, Sentence> = {
  'device-silent': {
    vi: 'Máy không gửi tín hiệu nào quá {missed} nhịp ({beat} giây mỗi nhịp) trong giờ làm việc, và không báo tắt máy.',
    en: 'The PC missed more than {missed} heartbeats ({beat} s each) in working hours without saying goodbye.',
  },
  'device-stopped-by-hand': {
    vi: 'Phần mềm giám sát báo bị người dùng tắt trong giờ làm việc.',
    en: 'The agent said that a person stopped it in working hours.',
  },
  'device-off-for-days': {
    vi: 'Máy đã tắt trọn {offDays} ngày làm việc của trung tâm mà không bật lại.',
    en: 'The PC stayed off for {offDays} whole working days of its center.',
  },
  'program-hung': {
    vi: 'Không phản hồi liên tục quá {hung} giây; hộp thoại đang mở không tính là treo.',
    en: 'Not responding for more than {hung} s without a break; an open dialog does not count.',
  },
  'program-missing': {
    vi: 'Phần mềm bắt buộc không chạy quá {missing} giây.',
    en: 'A required program has not been running for more than {missing} s.',
  },
  'program-not-listening': {
    vi: 'Phần mềm chạy nhưng không lắng nghe ở cổng của nó quá {listening} giây.',
    en: 'It runs but has not listened on its port for more than {listening} s.',
  },
  'web-unreachable': {
    vi: 'Nhiều lần kiểm tra liên tiếp không kết nối được, kéo dài quá {unreachable} giây.',
    en: 'Several tries in a row could not reach it, for more than {unreachable} s.',
  },
  'web-failing': {
    vi: 'Nhiều lần kiểm tra liên tiếp nhận mã lỗi, kéo dài quá {failing} giây.',
    en: 'Several tries in a row got an error, for more than {failing} s.',
  },
  'web-slow': {
    vi: 'Trả lời chậm hơn ngưỡng liên tục quá {slow} giây.',
    en: 'Slower than its threshold for more than {slow} s.',
  },
  'disk-nearly-full': {
    vi: 'Dung lượng trống dưới {disk} %.',
    en: 'Less than {disk} % is free.',
  },
  'clock-wrong': {
    vi: 'Giờ của máy lệch quá {skew} giây so với giờ máy chủ nhận tín hiệu.',
    en: "The PC's clock differs by more than {skew} s from the time the server received its report.",
  },
  'server-line-lost': {
    vi: 'Từ {lineCenters} trung tâm đang làm việc và {linePercent} % số đó cùng im lặng: lỗi ở đường truyền hoặc mạng của máy chủ, không máy nào bị tính là hỏng và mọi thời hạn được tính lại khi nghe được. Cả ngày chưa nghe được trung tâm nào thì cũng có thể hôm nay nghỉ mà lịch chưa ghi.',
    en: "At least {lineCenters} centers at work and {linePercent} % of them fell silent at once: the server's line or network is at fault, no PC is blamed, and every deadline is granted anew when it hears again. If no center was heard all day it may be a day off that the calendar does not know.",
  },
  'server-clock-wrong': {
    vi: 'Giờ của phần lớn máy cùng lệch so với giờ máy chủ theo một chiều: kiểm tra đồng bộ giờ (NTP) của máy chủ. Chưa máy nào bị báo sai giờ.',
    en: "Most PCs disagree with the server's clock in the same way: check its time synchronisation (NTP). No PC is reported for its clock.",
  },
  'server-unsteady': {
    vi: 'Máy chủ Trực Ban ngừng, đứng hoặc nhảy giờ từ {unsteady} lần trong một giờ. Mỗi lần, thời hạn của mọi máy được tính lại nên cảnh báo đến muộn.',
    en: 'The Trực Ban server stopped, stalled or had its clock set {unsteady} times within an hour. Each time the deadlines of all PCs are granted anew, so alarms come late.',
  },
  'server-was-blind': {
    vi: 'Máy chủ không nghe được quá {blind} giây. Thời hạn của mọi máy được tính lại từ lúc nghe được.',
    en: 'The server heard nobody for more than {blind} s. The deadlines of all PCs were granted anew.',
  },
  'recurring-fault': {
    vi: 'Cùng một lỗi trên máy này đến rồi tự hết ít nhất {recurTimes} lần, vào ít nhất {recurDays} ngày làm việc trong {recurWindow} ngày, mỗi lần từ {recurLeast} giây. Lần nào máy khác của trung tâm cũng bị thì không tính.',
    en: 'The same fault of this PC came and went at least {recurTimes} times, on at least {recurDays} working days of {recurWindow}, {recurLeast} s or more each. Those that another PC of the center had too do not count.',
  },
  'recurring-silence': {
    vi: 'Máy mất kết nối rồi tự có lại ít nhất {recurTimes} lần trong giờ làm việc, vào ít nhất {recurDays} ngày trong {recurWindow} ngày, trong khi các máy khác của trung tâm vẫn kết nối.',
    en: 'The PC fell silent at work and came back at least {recurTimes} times, on at least {recurDays} days of {recurWindow}, while the other PCs of its center were heard.',
  },
  'certificate-ending': {
    vi: 'Đã đến mốc {tier} ngày trước khi hết hạn; chỉ gia hạn được khi còn ít nhất {cutoff} ngày.',
    en: 'The {tier}-day mark before its end is reached; renewal needs at least {cutoff} days left.',
  },
};

const BY_OTHERS: Text = {
  vi: 'Có máy khác vẫn vào được hệ thống này, nên lỗi ở máy này.',
  en: 'Another PC still reaches the system, so the fault is with this PC.',
};
const BY_SERVER: Text = {
  vi: 'Máy chủ Trực Ban vẫn vào được hệ thống này, nên lỗi ở máy này hoặc đường truyền của nó.',
  en: 'The Trực Ban server still reaches the system, so the fault is with this PC or its line.',
};
const NOT_THE_SYSTEM: Text = {
  vi: 'Máy chủ Trực Ban vẫn vào được hệ thống này, nên lỗi ở đường truyền, DNS hoặc proxy của các trung tâm, không phải ở hệ thống.',
  en: 'The Trực Ban server still reaches the system, so the fault is with the lines, DNS or proxies of the centers, not with the system.',
};
const WITH_SERVER: Sentence = {
  vi: 'Máy này và máy chủ Trực Ban cùng không vào được hệ thống, không máy nào khác vào được, nên lỗi ở hệ thống.',
  en: 'This PC and the Trực Ban server both fail to reach the system and no other PC reaches it, so the fault is with the system.',
};

/** "Vì sao có phiếu này?" from what was stored, one sentence each. */
export function reasonsOf(view: IncidentView, policy: Policy): Text[] {
  const { incident, lead, members, sides } = view;
  const reasons = [
    word(RULE_REASONS[lead.rule], thresholds(lead, policy)),
    word(
      {
        vi: 'Lỗi bắt đầu lúc {began}, đủ điều kiện mở phiếu lúc {opened}.',
        en: 'It began at {began} and met the condition for a ticket at {opened}.',
      },
      { began: moment(lead.beganAt), opened: moment(lead.openedAt) },
    ),
  ];
  if (incident.reach === 'device') reasons.push(sides && nobodyReaches(sides) ? BY_SERVER : BY_OTHERS);
  if (incident.reach === 'lines') reasons.push(NOT_THE_SYSTEM);
  if (incident.reach === 'unknown') {
    reasons.push({
      vi: 'Chưa có máy nào khác kiểm tra hệ thống này, nên chưa biết lỗi ở máy hay ở hệ thống.',
      en: 'No other PC probes this system yet, so it may be the PC or the system.',
    });
  }
  if (incident.scope === 'system') {
    const alone = members === 1 && sides?.server.says === 'fails';
    reasons.push(
      word(
        alone
          ? WITH_SERVER
          : {
              vi: 'Nhiều máy cùng không vào được hệ thống; {count} cảnh báo cùng nguyên nhân chung một phiếu.',
              en: 'Many PCs fail to reach the system; {count} findings of one cause share this ticket.',
            },
        { count: members },
      ),
    );
  }
  if (incident.timesReopened > 0) {
    reasons.push(
      word(
        {
          vi: 'Sự cố đã trở lại {times} lần nên mở lại phiếu cũ.',
          en: 'It came back {times} times; the ticket was reopened.',
        },
        { times: incident.timesReopened },
      ),
    );
  }
  return reasons;
}

/** So that it can only be the server that it was compared with. */
function nobodyReaches({ reaching, elsewhere }: Sides): boolean {
  return reaching + elsewhere === 0;
}

function thresholds({ evidence }: Finding, policy: Policy): Record<string, string | number> {
  return {
    missed: policy['presence.missedBeats'],
    beat: policy['beat.seconds'],
    offDays: policy['presence.offWorkingDays'],
    hung: policy['program.hungAfterSeconds'],
    missing: policy['program.missingAfterSeconds'],
    listening: policy['program.notListeningAfterSeconds'],
    unreachable: policy['web.unreachableAfterSeconds'],
    failing: policy['web.failingAfterSeconds'],
    slow: policy['web.slowAfterSeconds'],
    disk: policy['disk.freePercent'],
    skew: policy['clock.skewSeconds'],
    lineCenters: policy['server.lineCenters'],
    linePercent: policy['server.linePercent'],
    unsteady: policy['server.unsteadyTimes'],
    blind: policy['server.blindSeconds'],
    recurTimes: policy['recurring.times'],
    recurDays: policy['recurring.days'],
    recurWindow: policy['recurring.windowDays'],
    recurLeast: policy['recurring.leastSeconds'],
    tier: evidence.tierDays ?? '',
    cutoff: policy['certificate.renewalCutoffDays'],
  };
}

function moment(instant: number): string {
  return `${displayTime(instant)} ${displayDate(instant)}`;
}
