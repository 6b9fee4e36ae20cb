import { describe, expect, it } from '@jest/globals';
import { hardwareDigest } from './identity-digest.js';

const uuid = '4C4C4544-0042-3510-8051-B4C04F4A3332';
const nothing = { systemUuid: null, boardSerial: null, diskSerial: null };

describe('the identity of a PC', () => {
  it.each([
    ['To be filled by O.E.M.'],
    ['Default string'],
    ['None'],
    ['  '],
    ['00000000-0000-0000-0000-000000000000'],
    ['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    ['03000200-0400-0500-0006-000700080009'],
    ['xxxxxxxxxxx'],
  ])('is not “%s”', (placeholder) => {
    expect(
      hardwareDigest({ systemUuid: placeholder, boardSerial: placeholder, diskSerial: placeholder }),
    ).toBeNull();
  });

  it('stays when the disk is replaced, and differs between PCs', () => {
    const pc = hardwareDigest({ ...nothing, systemUuid: uuid, diskSerial: 'DISK-1' });
    expect(hardwareDigest({ ...nothing, systemUuid: uuid.toLowerCase(), diskSerial: 'DISK-2' })).toBe(pc);
    expect(hardwareDigest({ ...nothing, systemUuid: uuid, boardSerial: 'BOARD-2' })).not.toBe(pc);
    expect(pc).toMatch(/^[0-9a-f]{64}$/);
  });

  it('rests on the disk when the firmware says nothing', () => {
    const first = hardwareDigest({ ...nothing, boardSerial: 'Default string', diskSerial: 'WD-WX11A' });
    expect(first).not.toBeNull();
    expect(first).not.toBe(hardwareDigest({ ...nothing, diskSerial: 'WD-WX22B' }));
  });
});
