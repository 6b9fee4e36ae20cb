import { Refusal } from '../../../platform/http/index.js';
import type { Sentence } from '../../../platform/i18n/index.js';
import type { EndpointUrlFault } from './domain/endpoint-url.js';

const BAD_URL: Readonly<Record<EndpointUrlFault, Sentence>> = {
  'not-a-url': {
    vi: 'Địa chỉ chưa đúng. Viết đầy đủ, ví dụ https://he-thong.example.vn/trucban, không có dấu #.',
    en: 'This is no address. Write it in full, such as https://system.example.vn/trucban, without a #.',
  },
  'needs-https': {
    vi: 'Địa chỉ phải bắt đầu bằng https://. Chỉ máy này và mạng nội bộ (localhost, 10.x, 172.16–31.x, 192.168.x) mới được dùng http://.',
    en: 'The address must begin with https://. Only this machine and private networks (localhost, 10.x, 172.16–31.x, 192.168.x) may do with http://.',
  },
  'has-credentials': {
    vi: 'Không ghi tên và mật khẩu vào địa chỉ. Bên nhận kiểm tra chữ ký bằng khóa bí mật.',
    en: 'No name and password in the address, please. The other side checks the signature with the secret.',
  },
  'link-local': {
    vi: 'Không gửi tới địa chỉ 169.254.x hoặc fe80::. Dùng địa chỉ khác của hệ thống ấy.',
    en: 'Nothing is sent to 169.254.x or fe80:: addresses. Use another address of that system.',
  },
};

export const badUrl = (fault: EndpointUrlFault) => new Refusal('WEBHOOK_URL', 400, BAD_URL[fault], 'url');

export const tooManyEndpoints = (most: number) =>
  new Refusal('WEBHOOK_TOO_MANY', 409, {
    vi: `Đã có ${most} webhook. Xóa một webhook không dùng nữa rồi thêm lại.`,
    en: `There are ${most} webhooks already. Remove one that is not used any more first.`,
  });
