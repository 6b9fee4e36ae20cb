import type { Role } from '../contracts/api/index.js';
import { Refusal } from '../platform/http/index.js';

export const signInFailed = () =>
  new Refusal('SIGN_IN_FAILED', 401, {
    vi: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Sau 5 lần sai, tài khoản tạm khóa 15 phút. Quên mật khẩu: liên hệ quản trị hệ thống.',
    en: 'The login or the password is wrong. After 5 wrong tries the account is locked for 15 minutes. Forgotten: ask the administrator.',
  });

export const notSignedIn = () =>
  new Refusal('NOT_SIGNED_IN', 401, {
    vi: 'Anh/chị chưa đăng nhập, hoặc phiên làm việc đã hết. Đăng nhập rồi thử lại.',
    en: 'You are not signed in, or your session has ended. Sign in and try again.',
  });

export const notPermitted = () =>
  new Refusal('NOT_PERMITTED', 403, {
    vi: 'Tài khoản không có quyền làm việc này. Cần thì liên hệ quản trị hệ thống.',
    en: 'Your account is not permitted to do this. If you need it, ask the administrator.',
  });

export const foreignPage = () =>
  new Refusal('FOREIGN_PAGE', 403, {
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Mở lại trang Trực Ban rồi làm lại.',
    en: 'The request came from another site and was refused. Open Trực Ban itself and try again.',
  });

export const setupLinkUnusable = (reason: 'used' | 'expired' | 'unknown') =>
  new Refusal('SETUP_LINK_UNUSABLE', 403, {
    vi: `Liên kết thiết lập ${{ used: 'đã được dùng', expired: 'đã hết hạn', unknown: 'không còn hiệu lực' }[reason]}. Chạy "npx trucban setup-link" trên máy chủ để lấy liên kết mới.`,
    en: `The setup link ${{ used: 'has been used', expired: 'has expired', unknown: 'is not valid any more' }[reason]}. Run "npx trucban setup-link" on the server for a new one.`,
  });

export const wallLinkUnusable = () =>
  new Refusal('WALL_LINK_UNUSABLE', 401, {
    vi: 'Liên kết của màn hình này không đúng hoặc đã bị thu hồi. Quản trị hệ thống tạo liên kết mới ở trang Người dùng, phần Màn hình treo tường.',
    en: 'The link of this screen is wrong or has been revoked. An administrator makes another under People, Wall screens.',
  });

export const reachWrong = (role: Role) =>
  role === 'administrator'
    ? new Refusal(
        'REACH_WRONG',
        400,
        {
          vi: 'Quản trị hệ thống không gắn với một trung tâm. Chọn toàn hệ thống hoặc một tỉnh.',
          en: 'An administrator is not held to one center. Choose everything or a province.',
        },
        'center',
      )
    : new Refusal(
        'REACH_WRONG',
        400,
        {
          vi: 'Tài khoản của trung tâm cần gắn với một trung tâm. Chọn trung tâm của người này.',
          en: 'People of a center are held to their center. Choose which one.',
        },
        'center',
      );

export const loginTaken = () =>
  new Refusal(
    'LOGIN_TAKEN',
    409,
    {
      vi: 'Tên đăng nhập này đã có người dùng. Chọn tên khác.',
      en: 'This login is taken. Choose another.',
    },
    'login',
  );
