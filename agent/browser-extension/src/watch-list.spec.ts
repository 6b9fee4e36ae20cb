import { describe, expect, it } from '@jest/globals';
import { matchPatterns, programOf } from './watch-list.js';

const watched = [
  { id: 'ho-tich', hosts: ['hotich.test', 'Sso.Hotich.test:8443'], slowMs: 10_000 },
  { id: 'mot-cua', hosts: ['motcua.test:80', '[::1]:8080'], slowMs: 10_000 },
];

describe('whose page an address is', () => {
  it.each([
    ['https://hotich.test/ho-so?id=1', 'ho-tich'],
    ['http://hotich.test:8081/', 'ho-tich'],
    ['https://sso.hotich.test:8443/login', 'ho-tich'],
    ['https://sso.hotich.test/login', null],
    ['http://motcua.test/', 'mot-cua'],
    ['https://motcua.test/', null],
    ['http://[::1]:8080/', 'mot-cua'],
    ['https://xhotich.test/', null],
    ['https://hotich.test.evil.test/', null],
    ['ftp://hotich.test/', null],
    ['chrome://settings/', null],
    ['', null],
  ])('%s: %s', (url, id) => {
    expect(programOf(url, watched)?.id ?? null).toBe(id);
  });

  it('asks Chrome for the hosts without ports, and leaves out what Chrome would refuse', () => {
    const odd = [...watched, { id: 'sai', hosts: ['*.test', 'a b'], slowMs: 500 }];
    expect(matchPatterns(odd)).toEqual([
      '*://[::1]/*',
      '*://hotich.test/*',
      '*://motcua.test/*',
      '*://sso.hotich.test/*',
    ]);
  });
});
