/** What deserved no ticket. */
export const digest = {
  'digest.title': 'Tổng hợp hằng ngày',
  'digest.coming': 'Từ thư trước đến nay',
  'digest.coming.since': 'Từ {since}. Thư sau: {due}.',
  'digest.coming.sinceOnly': 'Từ {since}.',
  'digest.last': 'Thư gần nhất',
  'digest.last.of': '{since} – {made}',
  'digest.nothing': 'Không có gì để kể',
  'digest.nothing.next': 'Những gì cần người xử lý ngay vẫn nằm ở danh sách phiếu.',
  'digest.nothing.last': 'Thư ấy không gửi vì không có gì mới.',
  'digest.wanted': 'Gửi thư này cho tôi mỗi sáng làm việc',
  'digest.definition':
    'Những gì không đáng mở phiếu nhưng nên biết. Việc còn đó từ ngày này sang ngày khác chỉ được nhắc cùng việc mới, hoặc vào đầu tuần.',
};
