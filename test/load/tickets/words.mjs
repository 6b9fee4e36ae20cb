/** What clerks and technicians of a province write: sentences from the work, and words by Zipf's law. */

/** Titles as the server words them, in both languages, with the weight of each. */
export const TITLES = [
  [24, 'Phần mềm một cửa không phản hồi', 'One-stop software is not responding'],
  [14, 'Phần mềm hộ tịch điện tử không phản hồi', 'Civil-registration software is not responding'],
  [12, 'Máy mất kết nối', 'PC is silent'],
  [
    9,
    'Cổng dịch vụ công: không kết nối được – riêng máy này',
    'Public-service portal: unreachable – this PC',
  ],
  [8, 'Báo sự cố: Phần mềm một cửa', 'Reported: One-stop software'],
  [8, 'Báo sự cố: Máy in, máy quét', 'Reported: Printer, scanner'],
  [6, 'Báo sự cố: Chữ ký số', 'Reported: Digital signature'],
  [5, 'Phần mềm ký số đã tắt', 'Signing program is not running'],
  [5, 'Chứng thư của cán bộ sắp hết hạn', 'A certificate is about to end'],
  [4, 'Ổ đĩa gần đầy', 'Disk is nearly full'],
  [3, 'Trung tâm mất điện hoặc mất mạng', 'Center lost power or network'],
  [2, 'Đồng hồ của máy sai giờ', 'Clock of the PC is wrong'],
];

/** The commonest first: the n-th is written about 1/n as often as the first. */
export const CLAUSES =
  `bấm nộp hồ sơ thì màn hình trắng|máy tính chạy rất chậm|đã khởi động lại máy và kiểm tra
không đăng nhập được vào hệ thống|đang chờ người dân ở quầy|đã cài lại phần mềm|không in được biên nhận|mạng chập chờn từ sáng
đã hướng dẫn cán bộ qua điện thoại|không nhận USB Token|đã xóa bộ nhớ đệm của trình duyệt|báo lỗi khi ký số
không tải được tệp đính kèm|máy quét không nhận giấy|đã chuyển nhà cung cấp xem|lỗi kết nối máy chủ|hồ sơ bị treo ở bước tiếp nhận
mật khẩu hết hạn phải đổi lại|không tra cứu được căn cước|đã cập nhật trình duyệt lên bản mới|máy in kẹt giấy
chứng thư không hiện trong danh sách|đã thử trên máy khác thì được|trích lục khai sinh không in ra|thanh toán trực tuyến báo lỗi
dây mạng bị lỏng đã cắm lại|đã thay hộp mực|cài lại trình điều khiển máy in|bàn phím hỏng một số phím|màn hình nhấp nháy
đã liên hệ viễn thông kiểm tra đường truyền|phần mềm diệt vi rút chặn tiện ích|đồng bộ dữ liệu dân cư chậm|mất điện cả khu
bộ lưu điện hết pin|chuột không dây hết pin|ổ cứng kêu to|không gửi được thư điện tử|lịch hẹn trả kết quả sai ngày
phông chữ bị lỗi dấu|không mở được tệp PDF|hết dung lượng ổ đĩa|quạt máy tính kêu|cần cấp mới chứng thư trước khi hết hạn`
    .split(/[|\n]/)
    .map((clause) => clause.trim());

const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const RIMES =
  `a à á ả ạ an án ang áng anh ành ao áo ay ày ă ắc ăn ắn ăng ằng â ấc ân ấn âng ầng ây ấy e é em ẹp ê ế ên ết ếch
  i í ia ìa iên iến iết iêu in ính it o ó oan oán oàn oanh oc óc oi ói on ong óng ô ố ôc ốc ôi ối ôm ồm ông ống ơ ở ơi ới ơm
  u ú ua ùa uân uất uê uôi uối uông uốn up úp uy ư ứ ưa ừa ươi ười ương ường ượng ưu y ý yên yết`.split(
    /\s+/,
  );

/** Some 3,000 syllables in an order that the chance of the seed decides. */
export function rareWords(random) {
  const words = ONSETS.flatMap((onset) => RIMES.map((rime) => onset + rime));
  for (let at = words.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [words[at], words[other]] = [words[other], words[at]];
  }
  return words;
}

/** Draws places of a list of `count`: the n-th with a chance that goes as 1/n. */
export function zipf(count, random) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let place = 0; place < count; place++) sums[place] = sum += 1 / (place + 1);
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Draws one of `[weight, …values]`. */
export function weighted(choices, random) {
  const whole = choices.reduce((sum, [weight]) => sum + weight, 0);
  return () => {
    let left = random() * whole;
    return choices.find(([weight]) => (left -= weight) < 0) ?? choices[0];
  };
}
