/** A sentence for the person at the PC, Vietnamese first. */
export interface Sentence {
  vi: string;
  en: string;
}

const sentence = (vi: string, en: string): Sentence => ({ vi, en });

/** Every sentence that the agent says to people. */
export const messages = {
  notEnrolled: (path: string) =>
    sentence(
      `Máy này chưa được ghi danh (không có ${path}). Chạy: enrol --server URL --code MÃ`,
      `This PC is not enrolled (${path} is missing). Run: enrol --server URL --code CODE`,
    ),
  unreadable: (path: string, code: string | undefined) =>
    sentence(
      `Không đọc được ${path} (${code ?? '?'}). Chạy bằng tài khoản đã cài phần mềm giám sát, hoặc chọn thư mục khác bằng --state.`,
      `${path} cannot be read (${code ?? '?'}). Run as the account that installed the agent, or name another folder with --state.`,
    ),
  notJson: (path: string, reason: string) =>
    sentence(
      `${path} không phải là JSON hợp lệ (${reason}). Sửa lại tệp, hoặc ghi danh lại bằng lệnh enrol.`,
      `${path} is not valid JSON (${reason}). Mend the file, or enrol again with the command enrol.`,
    ),
  badKey: (path: string, key: string, reason: string, remedy: Sentence) =>
    sentence(
      `${path}: khóa "${key}" không dùng được. ${remedy.vi}`,
      `${path}: the key "${key}" cannot be used (${reason}). ${remedy.en}`,
    ),
  enrolAgain: sentence('Ghi danh lại bằng lệnh enrol.', 'Enrol again with the command enrol.'),
  removeKey: sentence('Xóa khóa này: phần mềm không biết nó.', 'Remove it: the agent knows no such key.'),
  remedies: {
    server: sentence(
      'Ghi địa chỉ máy chủ, ví dụ https://trucban.example.vn.',
      'Write the address of the server, such as https://trucban.example.vn.',
    ),
    certificateFolders: sentence(
      'Ghi danh sách thư mục, ví dụ ["/etc/trucban/certificates"].',
      'Write a list of folders, such as ["/etc/trucban/certificates"].',
    ),
    proxy: sentence(
      'Ghi địa chỉ proxy, ví dụ http://10.0.0.1:3128, hoặc xóa khóa này.',
      'Write the address of the proxy, such as http://10.0.0.1:3128, or remove the key.',
    ),
  } as Record<string, Sentence | undefined>,
  configIsSound: (server: string, device: string, center: string) =>
    sentence(
      `Cấu hình đúng: ${device}, ${center}, máy chủ ${server}.`,
      `The configuration is sound: ${device}, ${center}, server ${server}.`,
    ),
  enrolled: (device: string, center: string) =>
    sentence(`Đã ghi danh "${device}" vào ${center}.`, `Enrolled "${device}" at ${center}.`),
  reported: sentence('Đã gửi một báo cáo và máy chủ đã nhận.', 'One report was sent and the server has it.'),
  noCertificateFolder: (folder: string) =>
    sentence(
      `certificateFolders: không có thư mục ${folder}. Tạo thư mục hoặc xóa khỏi danh sách.`,
      `certificateFolders: the folder ${folder} does not exist. Make it or remove it from the list.`,
    ),
  badServer: sentence(
    'Địa chỉ --server không đúng. Ví dụ: https://trucban.example.vn',
    'The address given with --server is wrong. Example: https://trucban.example.vn',
  ),
  alreadyRunning: (pid: number) =>
    sentence(
      `Phần mềm giám sát đang chạy với thư mục này (tiến trình ${pid}).`,
      `An agent is already running on this folder (process ${pid}).`,
    ),
  failed: (reason: string) => sentence(`Không thực hiện được: ${reason}`, `Failed: ${reason}`),
  serverRefused: (code: string): Sentence =>
    refusals[code] ?? sentence(`Máy chủ từ chối: ${code}`, `Refused: ${code}`),
  nothingSentYet: sentence('Máy này chưa gửi gì.', 'This PC has not sent anything yet.'),
  what: (when: string) =>
    sentence(
      `Máy này thu thập gì? Dưới đây là toàn bộ nội dung đã gửi lần cuối (${when}). Không có tiêu đề cửa sổ, địa chỉ trang, nội dung hay phím bấm.`,
      `What does this PC collect? Below is all that was sent last (${when}). No window titles, page addresses, contents or keystrokes.`,
    ),
  documentsToo: sentence(
    'Danh sách phần cứng và chứng thư đã gửi lần cuối:',
    'The hardware and certificate lists that were sent last:',
  ),
  sendingStopped: (code: string) =>
    sentence(
      `Máy chủ không nhận máy này nữa (${code}). Ngừng gửi; thử lại mỗi giờ. Nhờ quản trị cấp mã mới rồi chạy lệnh enrol.`,
      `The server no longer accepts this PC (${code}). Sending stops; one try an hour. Ask the administrator for a new code, then run enrol.`,
    ),
  cloned: sentence(
    'Máy này dùng chung mã với một máy khác (bản sao ổ đĩa). Đang ghi danh thành thiết bị mới.',
    'This PC shares its token with another one (a copied disk). Enrolling as a new device.',
  ),
};

const refusals: Record<string, Sentence | undefined> = {
  JOIN_CODE_UNKNOWN: sentence(
    'Mã thêm máy không đúng. Kiểm tra lại từng ký tự hoặc xin mã mới.',
    'The join code is unknown. Check each character or ask for a new one.',
  ),
  JOIN_CODE_EXPIRED: sentence(
    'Mã thêm máy đã hết hạn. Xin quản trị mã mới.',
    'The join code has expired. Ask the administrator for a new one.',
  ),
  JOIN_CODE_USED_UP: sentence(
    'Mã thêm máy đã dùng hết lượt. Xin quản trị mã mới.',
    'The join code is used up. Ask the administrator for a new one.',
  ),
  JOIN_CODE_REVOKED: sentence(
    'Mã thêm máy đã bị thu hồi. Xin quản trị mã mới.',
    'The join code was revoked. Ask the administrator for a new one.',
  ),
  DEVICE_IS_REPORTING: sentence(
    'Máy này đang gửi tín hiệu dưới một thiết bị đã ghi danh. Nhờ quản trị cho phép ghi danh lại.',
    'This PC is reporting as an enrolled device right now. Ask the administrator to allow enrolling it again.',
  ),
  NETWORK_FAILED: sentence(
    'Không kết nối được máy chủ. Kiểm tra mạng, địa chỉ --server và proxy.',
    'The server was not reached. Check the network, the address given with --server, and the proxy.',
  ),
  TIMED_OUT: sentence('Máy chủ không trả lời kịp. Thử lại.', 'The server did not answer in time. Try again.'),
  ANSWER_NOT_UNDERSTOOD: sentence(
    'Địa chỉ này không phải máy chủ Trực Ban, hoặc có trang chặn ở giữa (đăng nhập mạng, proxy).',
    'That address is not a Trực Ban server, or something stands between (network sign-in page, proxy).',
  ),
};
