import type { Text } from '../../contracts/api/index.js';

/** The lists that everybody at the desk has. */
export const SHIPPED_VIEWS: readonly { id: string; name: Text; query: string }[] = [
  { id: 'mine', name: { vi: 'Của tôi', en: 'Mine' }, query: 'mine=1' },
  { id: 'untaken', name: { vi: 'Chưa ai nhận', en: 'Taken by nobody' }, query: 'assignee=none' },
  { id: 'soon', name: { vi: 'Sắp quá hạn', en: 'Nearly overdue' }, query: 'status=soon' },
  { id: 'answer', name: { vi: 'Chờ phản hồi', en: 'Waiting for the user' }, query: 'status=waiting_user' },
  {
    id: 'vendor',
    name: { vi: 'Chờ nhà cung cấp', en: 'Waiting for the vendor' },
    query: 'status=waiting_vendor',
  },
];

export const NO_ASSIGNEE: Text = {
  vi: 'Người xử lý mà danh sách này chọn không còn làm việc ở đây, nên danh sách có thể trống. Chọn người khác rồi lưu lại.',
  en: 'The person whom this view names works here no more, so the list may be empty. Choose somebody else and save it again.',
};
export const NO_CATEGORY: Text = {
  vi: 'Nhóm sự cố mà danh sách này chọn không còn nữa, nên danh sách trống. Chọn nhóm khác rồi lưu lại.',
  en: 'The category that this view names is no more, so the list is empty. Choose another and save it again.',
};
