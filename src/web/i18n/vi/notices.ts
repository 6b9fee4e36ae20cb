/** The bell in the header, and who was told of a ticket. */
export const notices = {
  'bell.title': 'Thông báo',
  'bell.unread': 'Thông báo: {n} chưa đọc',
  'bell.allRead': 'Đã đọc tất cả',
  'bell.read': 'Đã đọc',
  'bell.read.of': 'Đánh dấu đã đọc: {number}',
  'bell.isUnread': 'Chưa đọc',
  'bell.none': 'Chưa có thông báo nào.',
  'bell.none.next': 'Phiếu mà anh/chị được báo sẽ hiện ở đây.',
  'bell.urgent': 'Khẩn cấp',
  'bell.more': 'Thông báo của tôi',
  'notify.ask':
    'Khi có tin mới, máy này hiện một thông báo ngắn (số phiếu và việc xảy ra), cả khi đang xem trang khác. Cần để mở ít nhất một trang Trực Ban.',
  'notify.allow': 'Cho phép hiện trên máy này',
  'notify.granted': 'Máy này được phép hiện thông báo khi có tin mới.',
  'notify.denied':
    'Trình duyệt đang chặn thông báo của trang này. Bấm vào biểu tượng bên trái địa chỉ, chọn Thông báo, rồi Cho phép.',
  'notify.impossible':
    'Trình duyệt chỉ cho hiện thông báo khi trang mở bằng https. Chuông trên trang vẫn hoạt động.',
  'told.title': 'Đã báo cho ai',
  'told.none': 'Chưa báo cho ai về phiếu này.',
  'told.who': 'Ai',
  'told.what': 'Về việc',
  'told.became': 'Kết quả',
  'channel.mail': 'Thư điện tử',
  'channel.browser': 'Trên trang (chuông)',
  'channel.zalo': 'Zalo',
  'channel.webhook': 'Webhook',
  'myNotices.title': 'Thông báo của tôi',
  'webhooks.title': 'Webhook',
};
