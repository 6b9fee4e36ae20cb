import { describe, expect, it } from '@jest/globals';
import { certificateInstant } from './certificate-instant.js';

describe('the dates of a certificate', () => {
  it.each([
    ['Jan  7 00:00:00 2027 GMT', Date.UTC(2027, 0, 7)],
    ['Aug 14 23:59:59 2048 GMT', Date.UTC(2048, 7, 14, 23, 59, 59)],
    ['Dec 31 23:59:59 9999 GMT', Date.UTC(2100, 0, 1)],
    ['07/01/2027', null],
  ])('%s', (text, expected) => expect(certificateInstant(text)).toBe(expected));
});
