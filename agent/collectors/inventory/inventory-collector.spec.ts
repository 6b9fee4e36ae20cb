import { describe, expect, it } from '@jest/globals';
import { Inventory } from '../../../src/contracts/agent/index.js';
import { SystemInventory, inventoryFrom, type HardwareReadings } from './inventory-collector.js';

const assembledPc: HardwareReadings = {
  platform: 'win32',
  system: { manufacturer: 'To be filled by O.E.M.', model: 'H110M-DS2', serial: 'Default string' },
  biosDate: '2017-03-09',
  cpuName: 'Intel Core i3-7100',
  os: { distro: 'Microsoft Windows 10 Pro', release: '10.0.19045', build: '19045', platform: 'Windows' },
  disks: [
    { size: 500_107_862_016, type: 'HD', interfaceType: 'SATA' },
    { size: 31_000_000_000, type: 'HD', interfaceType: 'USB' },
  ],
  cores: 4,
  memoryBytes: 4_294_967_296,
  osInstalledAt: Date.UTC(2019, 5, 30, 20),
};

describe('the inventory', () => {
  it('of an assembled PC has no maker and no serial number, rather than what was left in their place', () => {
    expect(Inventory.parse(inventoryFrom(assembledPc))).toEqual({
      platform: 'windows',
      osName: 'Microsoft Windows 10 Pro',
      osVersion: '10.0.19045 19045',
      manufacturer: null,
      model: 'H110M-DS2',
      serialNumber: null,
      cpu: 'Intel Core i3-7100',
      cpuCores: 4,
      memoryBytes: 4_294_967_296,
      diskBytes: 500_107_862_016,
      diskKind: 'hdd',
      biosDate: '2017-03-09',
      osInstalledOn: '2019-07-01',
    });
  });

  it.each([
    ['03/09/2017', '2017-03-09'],
    ['1980-01-01', null],
    ['', null],
    ['not a date', null],
  ])('reads the firmware date %s as %s', (biosDate, expected) => {
    expect(inventoryFrom({ ...assembledPc, biosDate }).biosDate).toBe(expected);
  });

  it('of this very machine fits the contract', async () => {
    expect(Inventory.safeParse(await new SystemInventory().gather()).error).toBeUndefined();
  }, 30_000);
});
