import type { AgentErrorCode } from '../contracts/agent/index.js';
import { Refusal } from '../platform/http/index.js';
import type { Sentence } from '../platform/i18n/index.js';

const agentRefusal = (code: AgentErrorCode, status: number, sentence: Sentence, path?: string) =>
  new Refusal(code, status, sentence, path);

export const tokenMissing = () =>
  agentRefusal('TOKEN_MISSING', 401, {
    vi: 'Thiếu mã thiết bị. Gửi kèm "Authorization: Bearer …", hoặc ghi danh máy bằng mã thêm máy.',
    en: 'The device token is missing. Send "Authorization: Bearer …", or enrol the PC with a join code.',
  });

export const tokenUnknown = () =>
  agentRefusal('TOKEN_UNKNOWN', 401, {
    vi: 'Máy chủ không biết mã thiết bị này. Ghi danh lại máy bằng mã thêm máy của trung tâm.',
    en: 'The server does not know this device token. Enrol the PC again with a join code of its center.',
  });

export const tokenRevoked = () =>
  agentRefusal('TOKEN_REVOKED', 403, {
    vi: 'Mã thiết bị đã bị thu hồi. Ghi danh lại máy bằng mã thêm máy của trung tâm.',
    en: 'The device token has been revoked. Enrol the PC again with a join code of its center.',
  });

export const versionUnsupported = () =>
  agentRefusal(
    'VERSION_UNSUPPORTED',
    400,
    {
      vi: 'Máy chủ chưa hỗ trợ phiên bản này của phần mềm giám sát. Cập nhật máy chủ hoặc phần mềm giám sát.',
      en: 'The server does not speak this contract version. Update the server or the agent.',
    },
    'v',
  );

export const joinCodeUnknown = () =>
  agentRefusal(
    'JOIN_CODE_UNKNOWN',
    404,
    {
      vi: 'Không có mã thêm máy này. Kiểm tra lại từng ký tự, hoặc lấy mã mới ở trang trung tâm.',
      en: 'There is no such join code. Check it letter by letter, or get a new one on the center page.',
    },
    'joinCode',
  );

export const joinCodeUnusable = (reason: 'EXPIRED' | 'USED_UP' | 'REVOKED') =>
  agentRefusal(
    `JOIN_CODE_${reason}`,
    410,
    {
      vi: `Mã thêm máy ${{ EXPIRED: 'đã hết hạn', USED_UP: 'đã dùng hết số lần', REVOKED: 'đã bị thu hồi' }[reason]}. Lấy mã mới ở trang trung tâm.`,
      en: `The join code ${{ EXPIRED: 'has expired', USED_UP: 'has been used up', REVOKED: 'has been revoked' }[reason]}. Get a new one on the center page.`,
    },
    'joinCode',
  );

export const deviceIsReporting = () =>
  agentRefusal('DEVICE_IS_REPORTING', 409, {
    vi: 'Máy này đã ghi danh và đang gửi tín hiệu. Nếu đúng là cần ghi danh lại, quản trị viên chạy "npx trucban device allow-reenrol" rồi thử lại.',
    en: 'This PC is enrolled and reporting right now. If it must enrol again, an administrator runs "npx trucban device allow-reenrol" first.',
  });

export const notACopy = () =>
  agentRefusal(
    'ENROLMENT_INVALID',
    400,
    {
      vi: 'Máy này không dùng chung mã với máy khác. Ghi danh bằng mã thêm máy của trung tâm.',
      en: 'This PC does not share its token with another. Enrol it with a join code of its center.',
    },
    'clonedToken',
  );

export const centerGone = () =>
  agentRefusal('ENROLMENT_INVALID', 400, {
    vi: 'Trung tâm của mã này không còn. Lấy mã mới ở trang trung tâm.',
    en: 'The center of this code is gone. Get a new code on the center page.',
  });
