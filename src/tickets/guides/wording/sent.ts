/** The reply that sends a guide to whoever reported the trouble. */
export const SENT_GUIDE = {
  vi: 'Anh/chị làm theo hướng dẫn “{title}”:\n{url}',
  en: 'Please follow the guide “{title}”:\n{url}',
};
