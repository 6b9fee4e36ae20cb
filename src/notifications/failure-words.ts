import { type Text, verbatim, word } from '../platform/i18n/index.js';

const NO_CONNECTION: Text = { vi: 'không kết nối được với bên nhận', en: 'no connection to the receiver' };
const NOT_FOUND: Text = { vi: 'không tìm thấy máy chủ bên nhận', en: 'the receiver’s server is not found' };
const TOO_SLOW: Text = { vi: 'bên nhận không trả lời kịp', en: 'the receiver did not answer in time' };

/** What failed, for people, by the code that a channel gave; `{answer}`: the number after it. */
const WORDS: Readonly<Record<string, Text>> = {
  EHTTP: { vi: 'bên nhận trả lời {answer}', en: 'the receiver answered {answer}' },
  EENVELOPE: { vi: 'máy chủ thư không nhận địa chỉ này', en: 'the mail server refuses the address' },
  EAUTH: { vi: 'máy chủ thư không nhận tài khoản gửi thư', en: 'the mail server refuses our account' },
  ECONNECTION: NO_CONNECTION,
  ECONNREFUSED: NO_CONNECTION,
  ECONNRESET: NO_CONNECTION,
  ESOCKET: NO_CONNECTION,
  EDNS: NOT_FOUND,
  ENOTFOUND: NOT_FOUND,
  EAI_AGAIN: NOT_FOUND,
  ETIMEDOUT: TOO_SLOW,
};

/** A code that has no words stands for itself: whoever looks after the server can look it up. */
export function wordFailure(error: string): Text {
  const [code = '', answer = ''] = error.split(' ');
  const words = WORDS[code];
  return words ? word(words, { answer }) : verbatim(error);
}
