import type { PolicyWords } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

/** What the server judges itself by. */
export const SERVER_WORDS = {
  'server.lineCenters': {
    group: 'server',
    unit: 'centers',
    name: { vi: 'Số trung tâm cùng im lặng', en: 'Centers that fall silent at once' },
    does: {
      vi: 'Từng này trung tâm đang làm việc cùng im lặng thì coi là máy chủ mất đường truyền, không máy nào bị báo.',
      en: "When so many centers at work fall silent at once it is the server's line, and no PC is reported.",
    },
  },
  'server.linePercent': {
    group: 'server',
    unit: 'percent',
    name: { vi: 'Và chiếm tỷ lệ', en: 'And this share of them' },
    does: {
      vi: 'Phần các trung tâm đang làm việc phải cùng im lặng.',
      en: 'The share of centers at work that must be silent.',
    },
  },
  'server.blindSeconds': {
    group: 'server',
    unit: 'seconds',
    name: { vi: 'Ghi nhận khi không nghe được quá', en: 'Noted when deaf for' },
    does: {
      vi: 'Máy chủ ngừng, đứng hoặc nhảy giờ lâu hơn mức này thì được ghi nhận; không mở phiếu.',
      en: 'A stop, stall or clock jump of the server that lasts longer is noted; no ticket.',
    },
  },
  'server.unsteadyTimes': {
    group: 'server',
    unit: 'times',
    name: { vi: 'Máy chủ không ổn định sau', en: 'Server unsteady after' },
    does: {
      vi: 'Từng này lần ngừng, đứng hoặc nhảy giờ trong một giờ thì mở một phiếu về máy chủ.',
      en: 'So many stops, stalls or clock jumps within an hour open one ticket about the server.',
    },
  },
} satisfies Partial<Record<PolicyKey, PolicyWords>>;
