import { describe, expect, it } from '@jest/globals';
import { fold } from '../../platform/i18n/index.js';
import { holderKey, successorOf } from './certificate-holder.js';

const hoa = { holder: 'Nguyễn Thị Hoa', email: 'hoant@example.vn', organisation: 'UBND XÃ A' };

describe('the holder of a certificate', () => {
  it('is the same however the name is written and whatever the agency is called by now', () => {
    const after = { holder: 'NGUYỄN THỊ HOA', email: 'HoaNT@example.vn', organisation: 'UBND XÃ B' };
    expect(holderKey(after, fold)).toBe(holderKey(hoa, fold));
  });

  it('is another when the mail address is', () => {
    expect(holderKey({ ...hoa, email: 'hoa2@example.vn' }, fold)).not.toBe(holderKey(hoa, fold));
  });

  it('is told by the agency when there is no mail address', () => {
    const a = { ...hoa, email: null };
    expect(holderKey(a, fold)).not.toBe(holderKey({ ...a, organisation: 'UBND XÃ B' }, fold));
  });
});

describe('a successor', () => {
  const old = { id: 1, notBefore: 0, notAfter: 100 };

  it('began later and ends later', () => {
    const renewed = { id: 2, notBefore: 90, notAfter: 300 };
    expect(successorOf(old, [old, renewed])).toBe(renewed);
  });

  it('is not one that was issued before', () => {
    expect(successorOf(old, [old, { id: 2, notBefore: -50, notAfter: 300 }])).toBeNull();
  });

  it('is the one that ends last', () => {
    const first = { id: 2, notBefore: 50, notAfter: 200 };
    const last = { id: 3, notBefore: 60, notAfter: 300 };
    expect(successorOf(old, [first, old, last])).toBe(last);
  });
});
