import { describe, expect, it } from '@jest/globals';
import { ageOf } from './device-age.js';

const NOW = Date.UTC(2026, 10, 25, 2);
const ALL = { putIntoUse: '2020-11-25', biosDate: '2017-08-11', osInstalledOn: '2021-03-02' };

describe('the age of a PC', () => {
  it('counts from what a person entered, whatever the hardware says', () => {
    expect(ageOf(ALL, NOW)).toEqual({ years: 6, from: '2020-11-25', source: 'entered' });
  });

  it('counts from the BIOS date when nobody entered one', () => {
    expect(ageOf({ ...ALL, putIntoUse: null }, NOW)).toEqual({
      years: 9.3,
      from: '2017-08-11',
      source: 'bios',
    });
  });

  it('counts from the installation of the system as the last resort', () => {
    const age = ageOf({ putIntoUse: null, biosDate: null, osInstalledOn: '2021-03-02' }, NOW);
    expect(age).toEqual({ years: 5.7, from: '2021-03-02', source: 'os_install' });
  });

  it('is unknown when nothing tells it', () => {
    const age = ageOf({ putIntoUse: null, biosDate: null, osInstalledOn: null }, NOW);
    expect(age).toEqual({ years: null, from: null, source: 'unknown' });
  });
});
