import type { WordsOf } from './policy-groups.js';
import type { PolicyKey } from './policy.js';
import { DUTY_WORDS } from './policy-words-duty.js';
import { NOISE_WORDS } from './policy-words-noise.js';
import { SERVER_WORDS } from './policy-words-server.js';
import { SLA_WORDS } from './policy-words-sla.js';
import { RETENTION_WORDS } from './policy-words-retention.js';

/** How people call each policy and what it does. The compiler asks for a line with every new key. */
export const POLICY_WORDS: WordsOf<PolicyKey> = {
  ...DUTY_WORDS,
  ...NOISE_WORDS,
  ...SERVER_WORDS,
  ...SLA_WORDS,
  'beat.seconds': {
    group: 'presence',
    unit: 'seconds',
    name: { vi: 'Nhịp báo', en: 'Beat' },
    does: {
      vi: 'Cứ mỗi khoảng này, mỗi máy báo về máy chủ một lần.',
      en: 'Each PC reports to the server this often.',
    },
  },
  'presence.missedBeats': {
    group: 'presence',
    unit: 'beats',
    name: { vi: 'Số nhịp được lỡ', en: 'Beats that may be missed' },
    does: {
      vi: 'Trong giờ làm việc, máy lỡ liền từng này nhịp thì coi là mất kết nối.',
      en: 'In working hours, a PC that misses so many beats in a row counts as silent.',
    },
  },
  'presence.lateMinutes': {
    group: 'presence',
    unit: 'minutes',
    name: { vi: 'Coi là bật máy muộn sau', en: 'Late after' },
    does: {
      vi: 'Giờ làm việc bắt đầu quá từng này mà máy chưa bật thì hiện là muộn; chưa mở phiếu.',
      en: 'A PC that is not on so long after work began is shown as late; no ticket yet.',
    },
  },
  'presence.offWorkingDays': {
    group: 'presence',
    unit: 'workingDays',
    name: { vi: 'Coi là tắt lâu ngày sau', en: 'Off for long after' },
    does: {
      vi: 'Máy tắt trọn từng này ngày làm việc liền thì mở phiếu.',
      en: 'A PC that stays off for so many whole working days gets a ticket.',
    },
  },
  'program.hungAfterSeconds': {
    group: 'program',
    unit: 'seconds',
    name: { vi: 'Chờ trước khi coi là treo', en: 'Wait before a hang counts' },
    does: {
      vi: 'Cửa sổ hoặc trang web không phản hồi lâu hơn mức này thì mở phiếu.',
      en: 'A window or page that does not respond for longer opens a ticket.',
    },
  },
  'program.missingAfterSeconds': {
    group: 'program',
    unit: 'seconds',
    name: { vi: 'Chờ khi phần mềm bắt buộc không chạy', en: 'Wait when a required program is missing' },
    does: {
      vi: 'Phần mềm bắt buộc không chạy lâu hơn mức này thì mở phiếu.',
      en: 'A required program that does not run for longer opens a ticket.',
    },
  },
  'program.notListeningAfterSeconds': {
    group: 'program',
    unit: 'seconds',
    name: { vi: 'Chờ khi phần mềm không mở cổng', en: 'Wait when a program does not listen' },
    does: {
      vi: 'Phần mềm chạy nhưng không nhận kết nối (như ký số) lâu hơn mức này thì mở phiếu.',
      en: 'A program that runs without listening on its port (as a signing helper) for longer opens a ticket.',
    },
  },
  'web.unreachableAfterSeconds': {
    group: 'web',
    unit: 'seconds',
    name: { vi: 'Chờ khi không kết nối được', en: 'Wait when unreachable' },
    does: {
      vi: 'Máy không kết nối được hệ thống web lâu hơn mức này thì mở phiếu.',
      en: 'A web system that a PC cannot reach for longer opens a ticket.',
    },
  },
  'web.failingAfterSeconds': {
    group: 'web',
    unit: 'seconds',
    name: { vi: 'Chờ khi hệ thống báo lỗi', en: 'Wait when answering with errors' },
    does: {
      vi: 'Hệ thống web trả lời bằng lỗi lâu hơn mức này thì mở phiếu.',
      en: 'A web system that answers with errors for longer opens a ticket.',
    },
  },
  'web.slowAfterSeconds': {
    group: 'web',
    unit: 'seconds',
    name: { vi: 'Chờ khi hệ thống chậm', en: 'Wait when slow' },
    does: {
      vi: 'Hệ thống web trả lời chậm kéo dài hơn mức này thì mở phiếu.',
      en: 'A web system that is slow for longer opens a ticket.',
    },
  },
  'web.systemCenters': {
    group: 'web',
    unit: 'centers',
    name: { vi: 'Số trung tâm để coi là lỗi của hệ thống', en: 'Centers that make it the system' },
    does: {
      vi: 'Máy ở từng này trung tâm cùng không dùng được thì đó là lỗi của chính hệ thống web.',
      en: 'When PCs of so many centers cannot use a web system, the system itself is at fault.',
    },
  },
  'recovery.holdSeconds': {
    group: 'ticket',
    unit: 'seconds',
    name: { vi: 'Chờ trước khi coi là đã hết', en: 'Wait before a fault counts as over' },
    does: {
      vi: 'Sự cố phải hết liên tục lâu bằng mức này thì mới coi là đã hết.',
      en: 'A fault must stay away for so long before it counts as over.',
    },
  },
  'disk.freePercent': {
    group: 'disk',
    unit: 'percent',
    name: { vi: 'Dung lượng trống tối thiểu', en: 'Least free space' },
    does: {
      vi: 'Đĩa còn trống dưới mức này thì mở phiếu.',
      en: 'A disk with less free space opens a ticket.',
    },
  },
  'clock.skewSeconds': {
    group: 'clock',
    unit: 'seconds',
    name: { vi: 'Đồng hồ được lệch', en: 'Clock may be off by' },
    does: {
      vi: 'Đồng hồ của máy lệch từ mức này trở lên thì mở phiếu.',
      en: 'A PC whose clock is off by so much opens a ticket.',
    },
  },
  'certificate.tierDays': {
    group: 'certificate',
    unit: 'days',
    name: { vi: 'Các mốc nhắc trước khi hết hạn', en: 'Reminders before the end' },
    does: {
      vi: 'Chứng thư được nhắc khi còn lại từng này ngày, từ xa đến gần.',
      en: 'A certificate is brought up when so many days are left, farthest first.',
    },
  },
  'certificate.renewalCutoffDays': {
    group: 'certificate',
    unit: 'days',
    name: { vi: 'Hạn chót gia hạn', en: 'Last day for renewal' },
    does: {
      vi: 'Còn ít nhất từng này ngày thì gia hạn được; ít hơn thì phải cấp mới.',
      en: 'With at least so many days left a certificate can be renewed; with fewer it must be issued anew.',
    },
  },
  'certificate.issuers': {
    group: 'certificate',
    unit: 'words',
    name: { vi: 'Tổ chức cấp được theo dõi', en: 'Issuers watched' },
    does: {
      vi: 'Chỉ chứng thư có tên tổ chức cấp chứa một trong các cụm từ này (viết không dấu) được gửi về.',
      en: "Only certificates whose issuer's name holds one of these phrases (without marks) are reported.",
    },
  },
  'web.togetherSeconds': {
    group: 'web',
    unit: 'seconds',
    name: { vi: 'Bắt đầu lỗi cùng lúc, trong vòng', en: 'Began to fail together within' },
    does: {
      vi: 'Máy ở nhiều trung tâm bắt đầu lỗi trong khoảng này thì là một nguyên nhân; cách xa nhau thì không.',
      en: 'Failures in several centers that began within this time are one cause; those further apart are not.',
    },
  },
  'web.gatherSeconds': {
    group: 'web',
    unit: 'seconds',
    name: { vi: 'Chờ xem máy khác', en: 'Wait for the others' },
    does: {
      vi: 'Một máy không vào được hệ thống thì chờ thêm từng này xem máy khác có cùng lỗi, rồi mới mở phiếu riêng.',
      en: 'A PC that does not reach a system waits so long for others before it gets a ticket of its own.',
    },
  },
  'center.silentPcs': {
    group: 'center',
    unit: 'pcs',
    name: { vi: 'Số máy tối thiểu', en: 'PCs at least' },
    does: {
      vi: 'Ít nhất từng này máy cùng mất kết nối thì coi là cả trung tâm; trung tâm ít máy hơn thì phải mất hết.',
      en: 'So many PCs that fall silent together are the whole center; a smaller center must lose all of them.',
    },
  },
  'center.silentPercent': {
    group: 'center',
    unit: 'percent',
    name: { vi: 'Tỷ lệ máy tối thiểu', en: 'Share of the PCs at least' },
    does: {
      vi: 'Và chiếm ít nhất tỷ lệ này trong số máy đang bật của trung tâm.',
      en: 'And they must be at least this share of the PCs of the center that were online.',
    },
  },
  'center.silentWithinSeconds': {
    group: 'center',
    unit: 'seconds',
    name: { vi: 'Cùng mất kết nối trong vòng', en: 'Fall silent within' },
    does: {
      vi: 'Các máy mất kết nối trong khoảng này được coi là cùng lúc.',
      en: 'PCs that fall silent within this time do so together.',
    },
  },
  'center.gatherSeconds': {
    group: 'center',
    unit: 'seconds',
    name: { vi: 'Chờ xem máy khác', en: 'Wait for the others' },
    does: {
      vi: 'Một máy mất kết nối ở nơi có nhiều máy thì chờ thêm từng này trước khi mở phiếu riêng.',
      en: 'One silent PC of a center with several waits so long before it gets a ticket of its own.',
    },
  },
  'incident.narrowSeconds': {
    group: 'ticket',
    unit: 'seconds',
    name: { vi: 'Tách phiếu chung sau', en: 'Split a common ticket after' },
    does: {
      vi: 'Nguyên nhân chung hết được từng này mà còn máy lỗi thì máy đó có phiếu riêng.',
      en: 'When the common cause has been gone so long, what still fails gets a ticket of its own.',
    },
  },
  'incident.reopenSeconds': {
    group: 'ticket',
    unit: 'seconds',
    name: { vi: 'Mở lại phiếu cũ trong vòng', en: 'Reopen the ticket within' },
    does: {
      vi: 'Sự cố trở lại trong khoảng này thì mở lại phiếu cũ thay vì mở phiếu khác.',
      en: 'A fault that returns within this time reopens its ticket instead of opening another.',
    },
  },
  'asset.usefulLifeYears': {
    group: 'asset',
    unit: 'years',
    name: { vi: 'Thời gian tính hao mòn của máy', en: 'Useful life of a PC' },
    does: {
      vi: 'Máy quá số năm này được tính là hết thời gian hao mòn trong báo cáo.',
      en: 'Reports count a PC older than this as past its useful life.',
    },
  },
  ...RETENTION_WORDS,
};
