import { describe, expect, it } from '@jest/globals';
import { proxyFor } from './proxy-settings.js';

const page = 'https://hotich.test/trang';

describe('the proxy of the Internet options', () => {
  it.each([
    ['one proxy for everything', '10.0.0.1:3128', page, 'http://10.0.0.1:3128'],
    ['one for each scheme', 'http=a.test:80;https=b.test:8443', page, 'http://b.test:8443'],
    ['one for another scheme only', 'http=a.test:3128', page, null],
    ['written as an address', 'http://proxy.test:8080', page, 'http://proxy.test:8080'],
    ['SOCKS, which is not HTTP', 'socks=proxy.test:1080', page, null],
    ['none', '', page, null],
    ['several for everything', 'a.test:3128 b.test:3128', page, 'http://a.test:3128'],
  ])('%s', (_name, proxy, address, expected) => {
    expect(proxyFor({ proxy, bypass: '' }, address)).toBe(expected);
  });

  it.each([
    ['a name', 'hotich.test', page, true],
    ['every name below one', '*.test', page, true],
    ['another name that ends alike', 'tich.test', page, false],
    ['a beginning of addresses', '10.*', 'http://10.2.3.4/', true],
    ['own network, name without a dot', '<local>', 'http://maychu/', true],
    ['own network, name with dots', '<local>', page, false],
    ['own network, address of version 6', '<local>', 'http://[fe80::1]/', false],
    ['a scheme that is not this one', 'http://hotich.test', page, false],
    ['the port of this address', 'hotich.test:443', page, true],
    ['another port', 'hotich.test:8443', page, false],
    ['several, blanks and semicolons', 'a.test; b.test *.Test', page, true],
  ])('goes past the proxy for %s', (_name, bypass, address, straight) => {
    expect(proxyFor({ proxy: 'proxy.test:3128', bypass }, address) === null).toBe(straight);
  });
});
