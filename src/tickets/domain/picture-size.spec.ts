import { describe, expect, it } from '@jest/globals';
import { isTooDetailed } from './picture-size.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function png(width: number, height: number): Buffer {
  const head = hex('89504e470d0a1a0a 0000000d 49484452 00000000 00000000 0806000000');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** With what cameras put before the frame. */
function jpeg(width: number, height: number): Buffer {
  const head = hex('ffd8 ffe0 0010 4a46494600010100000100010000 ffdb 0004 0000 ff ffc2 0011 08 0000 0000 03');
  head.writeUInt16BE(height, head.length - 5);
  head.writeUInt16BE(width, head.length - 3);
  return Buffer.concat([head, Buffer.alloc(16)]);
}

function webp(kind: 'VP8X' | 'VP8L' | 'VP8 ', width: number, height: number): Buffer {
  const head = Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`, 'latin1'), Buffer.alloc(20)]);
  if (kind === 'VP8X') {
    head.writeUIntLE(width - 1, 24, 3);
    head.writeUIntLE(height - 1, 27, 3);
  } else if (kind === 'VP8L') head.writeUInt32LE(((height - 1) << 14) | (width - 1), 21);
  else {
    head.writeUInt16LE(width, 26);
    head.writeUInt16LE(height, 28);
  }
  return head;
}

describe('a picture of a few bytes', () => {
  it.each([
    ['PNG', png(50_000, 50_000)],
    ['JPEG', jpeg(60_000, 60_000)],
    ['WebP with a header', webp('VP8X', 16_000, 16_000)],
    ['lossless WebP', webp('VP8L', 16_000, 16_000)],
    ['plain WebP', webp('VP8 ', 16_000, 16_000)],
  ])('is told by what it says of itself to be a bomb: %s', (_, bytes) => {
    expect(isTooDetailed(bytes)).toBe(true);
  });

  it.each([
    ['PNG of a screen', png(3840, 2160)],
    ['JPEG of a phone', jpeg(4000, 3000)],
    ['WebP with a header', webp('VP8X', 1920, 1080)],
    ['lossless WebP', webp('VP8L', 1920, 1080)],
    ['plain WebP', webp('VP8 ', 1920, 1080)],
    ['PNG that is cut off', png(1, 1).subarray(0, 16)],
    ['JPEG that is cut off', hex('ffd8ffe0')],
    ['nothing', Buffer.alloc(0)],
  ])('is otherwise none: %s', (_, bytes) => {
    expect(isTooDetailed(bytes)).toBe(false);
  });
});
