import type { ReportCategory } from '../../contracts/api/index.js';

export interface ShippedReply {
  /** For ever the same: whoever changed or removed one keeps that. */
  shippedAs: string;
  title: string;
  category: ReportCategory | null;
  body: string;
}

/** For the troubles that centers really have; in Vietnamese, as they are sent. */
export const SHIPPED_REPLIES: readonly ShippedReply[] = [
  {
    shippedAs: 'da-nhan',
    title: 'Đã nhận, đang kiểm tra',
    category: null,
    body: `Chào {{clerk}}, tôi là {{me}}, đã nhận phiếu {{ticket}} và đang kiểm tra.
Anh/chị cứ tiếp người dân ở máy khác nếu được. Có kết quả tôi báo ngay tại đây.`,
  },
  {
    shippedAs: 'mot-cua-treo',
    title: 'Một cửa treo trên một máy',
    category: 'one_stop',
    body: `Chào {{clerk}}, máy khác vẫn vào {{program}} bình thường, nên lỗi nằm ở trình duyệt của máy này.
1. Chờ 1 phút, không bấm Lưu nhiều lần: hồ sơ dễ bị trùng.
2. Nhấn Ctrl + F5 để tải lại trang. Nếu vẫn đứng, đóng hẳn trình duyệt rồi mở lại và đăng nhập.
3. Mở lại hồ sơ vừa làm, xem đã lưu chưa rồi mới nhập tiếp.
Còn lỗi thì trả lời tại đây, ghi rõ đang ở bước nào.`,
  },
  {
    shippedAs: 'mot-cua-dien-rong',
    title: 'Hệ thống chậm ở nhiều nơi',
    category: 'one_stop',
    body: `Chào {{clerk}}, {{program}} đang chậm ở nhiều trung tâm, không riêng {{center}}. Máy của anh/chị không hỏng.
Chúng tôi đã báo nhà cung cấp. Trong lúc chờ: tiếp nhận hồ sơ giấy, ghi giấy hẹn, nhập lại khi hệ thống chạy bình thường.
Khi khắc phục xong tôi báo tại đây.`,
  },
  {
    shippedAs: 'ho-tich-loi',
    title: 'Hộ tịch không lưu hoặc báo lỗi',
    category: 'civil_registration',
    body: `Chào {{clerk}}, nhờ anh/chị thử lần lượt:
1. Chụp lại dòng báo lỗi (che thông tin của người dân), gửi vào phiếu này.
2. Đăng xuất phần mềm hộ tịch, đóng trình duyệt, mở lại rồi đăng nhập.
3. Tìm lại hồ sơ trước khi nhập lần nữa: có thể hồ sơ đã lưu.
Nếu vẫn lỗi, cho tôi biết giờ bị lỗi và bước đang làm, không ghi tên người dân.`,
  },
  {
    shippedAs: 'token-khong-nhan',
    title: 'Máy không nhận USB Token',
    category: 'signature',
    body: `Chào {{clerk}}, nhờ anh/chị:
1. Rút USB Token, chờ 10 giây, cắm vào cổng khác phía sau máy, không qua bộ chia.
2. Nhìn góc dưới bên phải màn hình: biểu tượng ký số phải hiện lên.
3. Đóng trình duyệt, mở lại rồi ký thử một văn bản.
Đèn trên Token không sáng thì cho tôi biết, có thể Token hỏng.`,
  },
  {
    shippedAs: 'pin-khoa',
    title: 'Mã PIN bị khóa',
    category: 'signature',
    body: `Chào {{clerk}}, xin DỪNG nhập mã PIN: nhập sai thêm thì Token bị khóa hẳn.
Mã PIN không ai tra được, kể cả chúng tôi. Token đã khóa phải làm thủ tục mở khóa qua đơn vị quản lý chứng thư.
Tôi sẽ hướng dẫn hồ sơ cần có. Đừng gửi mã PIN cho bất kỳ ai, kể cả kỹ thuật viên.`,
  },
  {
    shippedAs: 'cua-so-pin-bi-che',
    title: 'Cửa sổ nhập PIN bị che',
    category: 'signature',
    body: `Chào {{clerk}}, trang đứng yên khi ký thường do cửa sổ nhập mã PIN nằm khuất phía sau.
1. Nhấn giữ Alt rồi nhấn Tab cho đến cửa sổ ký số, hoặc bấm biểu tượng ký số trên thanh tác vụ.
2. Nhập mã PIN, chờ ký xong mới bấm tiếp.
Không thấy cửa sổ nào thì trả lời tại đây, tôi xem cùng anh/chị.`,
  },
  {
    shippedAs: 'chung-thu-sap-het-han',
    title: 'Chứng thư sắp hết hạn',
    category: 'signature',
    body: `Chào {{clerk}}, chứng thư chữ ký số của anh/chị sắp hết hạn. Nên làm đề nghị gia hạn ngay: quá hạn chót thì phải xin cấp mới, lâu hơn.
1. Kiểm tra tên cơ quan trên chứng thư có đúng tên hiện nay không; sai thì đề nghị thay đổi thông tin.
2. Lập văn bản đề nghị, trình lãnh đạo trung tâm ký, gửi đơn vị quản lý chứng thư.
Các bước có hình ở {{guides}}.`,
  },
  {
    shippedAs: 'may-in',
    title: 'Máy in không in',
    category: 'printer',
    body: `Chào {{clerk}}, nhờ anh/chị:
1. Xem máy in có báo kẹt giấy, hết giấy, hết mực không; tắt máy in 10 giây rồi bật lại.
2. Trên máy tính, mở hàng đợi in, hủy các lệnh cũ rồi in lại một trang.
3. Kiểm tra dây USB hoặc dây mạng của máy in đã cắm chặt.
Cần in gấp cho người dân thì gửi sang máy in của quầy khác, tôi xử lý máy này sau.`,
  },
  {
    shippedAs: 'mat-mang',
    title: 'Mất mạng',
    category: 'network',
    body: `Chào {{clerk}}, nhờ anh/chị cho biết: chỉ {{device}} mất mạng, hay cả trung tâm?
- Chỉ một máy: rút dây mạng sau máy, cắm lại cho đến khi nghe "tách"; khởi động lại máy.
- Cả trung tâm: xem đèn trên thiết bị mạng; tắt nguồn thiết bị 30 giây rồi bật lại, chờ 3 phút.
Nếu vẫn mất, gọi nhà mạng {{hotline}} và ghi mã báo hỏng vào đây giúp tôi.`,
  },
  {
    shippedAs: 'may-cham',
    title: 'Máy chậm',
    category: 'slow',
    body: `Chào {{clerk}}, nhờ anh/chị lưu việc đang làm rồi khởi động lại {{device}} (Khởi động lại, không phải Tắt máy).
Sau đó chỉ mở trình duyệt với những trang cần dùng, đóng các thẻ còn lại.
Tôi theo dõi máy thêm hôm nay; nếu vẫn chậm tôi sẽ xin hỗ trợ từ xa để xem cùng anh/chị.`,
  },
  {
    shippedAs: 'da-xong',
    title: 'Đã xử lý, nhờ kiểm tra',
    category: null,
    body: `Chào {{clerk}}, tôi đã xử lý xong phiếu {{ticket}}. Nhờ anh/chị dùng thử, rồi bấm "Đã xong" ở trang Báo cáo của tôi.
Còn lỗi thì bấm "Vẫn còn lỗi", phiếu mở lại ngay, không phải báo từ đầu. Cảm ơn anh/chị. {{me}}`,
  },
];
