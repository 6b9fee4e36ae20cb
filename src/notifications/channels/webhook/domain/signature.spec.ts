import { describe, expect, it } from '@jest/globals';
import { secretFrom, signaturesOf } from './signature.js';

describe('the signature of a webhook', () => {
  it('is the one of the example of the specification’s reference libraries', () => {
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
    };
    expect(signaturesOf(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('is there once for each secret that holds', () => {
    const secrets = [secretFrom(new Uint8Array(32).fill(1)), secretFrom(new Uint8Array(32).fill(2))];
    const both = signaturesOf({ id: 'a', timestamp: 1, body: '{}' }, secrets).split(' ');
    expect(both).toHaveLength(2);
    expect(both[0]).not.toBe(both[1]);
  });
});
