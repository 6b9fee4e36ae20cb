import { describe, expect, it } from '@jest/globals';
import { smbiosMarks } from './smbios.js';

const uuid = Buffer.from('33221100554477668899aabbccddeeff', 'hex');

function structure(type: number, formatted: Buffer, strings: string[]): Buffer {
  const head = Buffer.from([type, formatted.length + 4, 0, 0]);
  const text = strings.length === 0 ? '\0\0' : `${strings.map((entry) => `${entry}\0`).join('')}\0`;
  return Buffer.concat([head, formatted, Buffer.from(text, 'latin1')]);
}

function system(): Buffer {
  return structure(1, Buffer.concat([Buffer.from([1, 2, 0, 3]), uuid, Buffer.from([6, 0, 0])]), [
    'Maker',
    'Model',
    'SYS-1',
  ]);
}

const bios = structure(0, Buffer.alloc(14), []);
const board = structure(2, Buffer.from([1, 2, 0, 3, 0]), ['Maker', 'Board', 'BSN-77/A']);

function firmware(table: Buffer, [major, minor] = [3, 2]): Buffer {
  const header = Buffer.from([0, major ?? 0, minor ?? 0, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(table.length, 4);
  return Buffer.concat([header, table]);
}

describe('what the firmware says about the PC', () => {
  it('finds the system UUID and the serial number of the board among other structures', () => {
    expect(
      smbiosMarks(firmware(Buffer.concat([bios, system(), board, structure(127, Buffer.alloc(0), [])]))),
    ).toEqual({
      systemUuid: '00112233-4455-6677-8899-aabbccddeeff',
      boardSerial: 'BSN-77/A',
    });
  });

  it('reads the UUID in network order on firmware older than 2.6', () => {
    expect(smbiosMarks(firmware(system(), [2, 4])).systemUuid).toBe('33221100-5544-7766-8899-aabbccddeeff');
  });

  it('says nothing about a board without a serial number', () => {
    const silent = structure(2, Buffer.from([1, 2, 0, 0, 0]), ['Maker', 'Board']);
    expect(smbiosMarks(firmware(silent)).boardSerial).toBeNull();
  });

  it('gives what it could read of a table that is cut short, at any byte', () => {
    const whole = firmware(Buffer.concat([bios, system(), board]));
    for (let length = 0; length < whole.length; length += 1) {
      const { systemUuid } = smbiosMarks(whole.subarray(0, length));
      expect([null, '00112233-4455-6677-8899-aabbccddeeff']).toContain(systemUuid);
    }
  });
});
