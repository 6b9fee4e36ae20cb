import type { WatchedProgramEntity } from './entities/watched-program.entity.js';

type Template = Pick<WatchedProgramEntity, 'id' | 'nameVi' | 'nameEn' | 'kind'> &
  Partial<WatchedProgramEntity>;

/** Hosts under this name are placeholders: a program that still has one cannot be enabled. */
export const PLACEHOLDER_DOMAIN = 'example.vn';

const web = (
  id: string,
  nameVi: string,
  nameEn: string,
  severity: 'high' | 'normal' = 'normal',
): Template => ({
  id,
  nameVi,
  nameEn,
  kind: 'web',
  url: `https://${id}.${PLACEHOLDER_DOMAIN}/`,
  tabHosts: `${id}.${PLACEHOLDER_DOMAIN}`,
  severity,
});

/**
 * What a center usually works with. All are disabled, and the web systems have no real address: every province confirms its
 * own (`npx trucban program set ID url=… tabHosts=…`, then `enable`).
 */
export const DEFAULT_PROGRAMS: readonly Template[] = [
  web('motcua', 'Phần mềm một cửa của tỉnh', 'Provincial one-stop software', 'high'),
  web('hotich', 'Phần mềm hộ tịch điện tử', 'Civil-registration software', 'high'),
  web('dichvucong', 'Cổng Dịch vụ công quốc gia', 'National public-service portal'),
  web('motcua-tuphap', 'Một cửa ngành tư pháp', 'One-stop portal for justice'),
  web('motcua-datdai', 'Một cửa nông nghiệp, môi trường', 'One-stop portal for land and environment'),
  web('motcua-noivu', 'Một cửa ngành nội vụ', 'One-stop portal for home affairs'),
  web('lienthong', 'Liên thông khai sinh, khai tử', 'Linked birth and death procedures'),
  web('qlvb', 'Phần mềm quản lý văn bản', 'Document system'),
  web('datdai', 'Phần mềm đất đai', 'Land system'),
  {
    id: 'vgca-sign',
    nameVi: 'Ký số Ban Cơ yếu (VGCA Sign Service)',
    nameEn: 'VGCA signing helper',
    kind: 'desktop',
    processName: 'VGCASignService.exe',
    // Looked for among the listening sockets, never connected to.
    listenPort: 8987,
    severity: 'high',
    required: 1,
  },
  {
    id: 'coccoc',
    nameVi: 'Trình duyệt Cốc Cốc',
    nameEn: 'Cốc Cốc browser',
    kind: 'desktop',
    // `browser.exe` alone could be anything.
    processName: 'browser.exe',
    pathContains: '\\CocCoc\\Browser\\Application\\',
    watchWindows: 1,
  },
  {
    id: 'chrome',
    nameVi: 'Trình duyệt Chrome',
    nameEn: 'Chrome browser',
    kind: 'desktop',
    processName: 'chrome.exe',
    watchWindows: 1,
  },
];
