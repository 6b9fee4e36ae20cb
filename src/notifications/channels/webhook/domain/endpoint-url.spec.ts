import { describe, expect, it } from '@jest/globals';
import { endpointUrlFault } from './endpoint-url.js';

describe('the address of a webhook', () => {
  it.each([
    ['https://hooks.example.vn/trucban?team=1', null],
    ['http://hooks.example.vn/', 'needs-https'],
    ['http://localhost:9000/in', null],
    ['http://127.0.0.1:9000/', null],
    // The same as 127.0.0.1.
    ['http://2130706433/', null],
    ['http://10.1.2.3/', null],
    ['http://192.168.1.10/', null],
    ['http://172.16.0.1/', null],
    ['http://172.32.0.1/', 'needs-https'],
    ['http://192.169.1.1/', 'needs-https'],
    ['http://10.example.vn/', 'needs-https'],
    ['http://[::1]:8080/', null],
    ['http://[fd00::1]/', null],
    ['http://[2001:db8::1]/', 'needs-https'],
    ['http://169.254.169.254/latest', 'link-local'],
    ['https://169.254.169.254/latest', 'link-local'],
    ['https://[fe80::1]/', 'link-local'],
    ['https://lan:mat-khau@hooks.example.vn/', 'has-credentials'],
    ['https://hooks.example.vn/#here', 'not-a-url'],
    ['ftp://hooks.example.vn/', 'not-a-url'],
    ['hooks.example.vn', 'not-a-url'],
  ])('%s: %s', (url, fault) => expect(endpointUrlFault(url)).toBe(fault));
});
