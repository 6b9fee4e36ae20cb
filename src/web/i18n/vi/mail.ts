/** Mails that come in, and those that go to vendors. */
export const mail = {
  'event.vendor': 'nhà cung cấp trả lời',
  'event.mail': 'thư gửi vào phiếu',
  'ticket.quoted': 'Thư trước và chữ ký',
  'ticket.vendor': 'Nhà cung cấp',
  'ticket.vendor.since': 'đang giữ phiếu từ',
  'handOver.vendor': 'Nhà cung cấp',
  'handOver.hotline': 'Đường dây nóng',
  'handOver.email': 'Thư',
  'handOver.noVendor':
    'Chưa biết nhà cung cấp của hệ thống này. Quản trị viên nhập ở trang Ngưỡng › Phần mềm theo dõi.',
  'handOver.send': 'Gửi kèm bằng chứng tới {to}',
  'handOver.preview': 'Thư sẽ gửi',
  'handOver.sent': 'Chuyển và gửi thư',
  'mail.title': 'Hộp thư',
  'mail.waiting': '{n} thư chờ xem',
  'mail.read': 'Đọc lần cuối',
  'mail.failing':
    'Không đọc được hộp thư ({code}), từ {since}. Thư đến vẫn nằm trong hộp thư và được đọc khi có lại.',
  'mail.notConfigured': 'Chưa có hộp thư nào được đặt. Thư trả lời không được đọc.',
  'mail.notConfigured.next': 'Đặt TRUCBAN_IMAP_URL trên máy chủ.',
  'mail.definition':
    'Thư trả lời vào thẳng phiếu của nó, thư của người có tài khoản mở phiếu mới. Những thư dưới đây máy chủ không tự quyết được.',
  'mail.empty': 'Không có thư nào chờ xem',
  'mail.noSubject': '(không có tiêu đề)',
  'mail.noText': '(không có chữ nào)',
  'mail.open': 'Mở phiếu',
  'mail.dismiss': 'Bỏ qua',
  'mail.opened': 'Đã mở phiếu từ thư này.',
  'mail.opened.show': 'Xem phiếu',
  'mail.dismissed': 'Đã bỏ qua. Thư vẫn nằm trong hộp thư, thư mục TrucBan-Aside.',
};
