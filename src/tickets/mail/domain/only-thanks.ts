/** At least one of these makes it thanks, or says that it works. */
const MEANS_IT =
  /(?<!\p{L})(cam (on|ta)|thank(s| you)|da (xong|duoc)|(xong|duoc|on|tot|chay|binh thuong) roi)(?!\p{L})/u;
/** All that may stand around it: forms of address, names of who is thanked, greetings, particles. */
const AROUND = new Set(
  (
    'da vang a cac nhe nha nhe oi ok oke okay roi duoc xong on tot da minh toi em anh chi ban co chu bac thay moi nguoi ca tat ' +
    'xin chao cam ta on rat nhieu nha hom nay that su vi ho tro giup do xu ly nhanh nhiet tinh kip thoi kinh thu tran trong ' +
    'ky thuat vien bo phan phong doi chay lam viec binh thuong lai may phan mem thank thanks you very much so all'
  ).split(' '),
);
/** Thanks are short; a longer mail may say more than this reads out of it. */
const MOST_WORDS = 25;

/**
 * Does a mail, its words folded, say nothing but thanks, or that it works? An answer of that kind to a ticket that has ended is no reason to open
 * it again. One word that is not known (chưa, không, vẫn, a name of a program) makes it more than thanks: a ticket opened again
 * for nothing costs a click, a fault that nobody hears of costs a queue.
 */
export function isOnlyThanks(folded: string): boolean {
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.length > MOST_WORDS || folded.includes('?')) return false;
  return MEANS_IT.test(folded) && words.every((word) => AROUND.has(word));
}
