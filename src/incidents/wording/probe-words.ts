import type { ProbeCode } from '../../contracts/agent/index.js';
import type { Sentence } from '../../platform/i18n/index.js';

export const PROBE_WORDS: Record<ProbeCode, Sentence> = {
  NAME_NOT_FOUND: { vi: 'không tìm thấy tên máy chủ', en: 'the server name is unknown' },
  NAME_LOOKUP_FAILED: { vi: 'không tra được tên máy chủ', en: 'the server name cannot be looked up' },
  CONNECTION_REFUSED: { vi: 'máy chủ từ chối kết nối', en: 'the server refuses the connection' },
  CONNECTION_RESET: { vi: 'kết nối bị ngắt giữa chừng', en: 'the connection is cut' },
  CONNECT_TIMEOUT: { vi: 'không kết nối được tới máy chủ', en: 'the server cannot be connected to' },
  NETWORK_UNREACHABLE: { vi: 'mạng không thông', en: 'the network is unreachable' },
  PROXY_FAILED: { vi: 'máy chủ proxy không phục vụ', en: 'the proxy does not serve' },
  CERTIFICATE_EXPIRED: {
    vi: 'chứng chỉ bảo mật của trang đã hết hạn',
    en: "the site's certificate has expired",
  },
  CERTIFICATE_UNTRUSTED: {
    vi: 'chứng chỉ bảo mật của trang không được tin cậy',
    en: "the site's certificate is not trusted",
  },
  CERTIFICATE_WRONG_NAME: {
    vi: 'chứng chỉ bảo mật của trang không đúng tên',
    en: "the site's certificate is for another name",
  },
  TLS_FAILED: { vi: 'không thiết lập được kết nối bảo mật', en: 'no secure connection can be made' },
  NO_ANSWER: { vi: 'máy chủ nhận kết nối nhưng không trả lời', en: 'the server accepts and never answers' },
  HTTP_CLIENT_ERROR: {
    vi: 'máy chủ từ chối yêu cầu, mã {status}',
    en: 'the server rejects the request, status {status}',
  },
  HTTP_SERVER_ERROR: { vi: 'máy chủ báo lỗi {status}', en: 'the server answers error {status}' },
  INVALID_ANSWER: { vi: 'máy chủ trả lời sai giao thức', en: 'the server answers nonsense' },
};
