import { describe, expect, it } from '@jest/globals';
import { type Breach, describeBreaches, pathsUnder, readTree } from './source-tree.js';
import {
  governmentHostBreaches,
  lengthBreaches,
  machinePathBreaches,
  nameBreaches,
  unfilledBreaches,
} from './tidiness.js';

const files = readTree('');
const code = files.filter(({ path }) => /^(src|agent|test|setup)\//.test(path));

/** Written in pieces, or this file would be a breach itself. */
const host = ['hotichdientu', 'moj', 'gov', 'vn'].join('.');
const home = ['', 'home', 'an', 'trucban'].join('/');

function places(breaches: Breach[]): string[] {
  return breaches.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

describe('names, sizes and addresses', () => {
  it('keeps files short enough to have one reason to change', () => {
    expect(describeBreaches(lengthBreaches(code))).toBe('');
    const long = { path: 'src/state/a.ts', text: 'x\n'.repeat(400) };
    expect(places(lengthBreaches([long]))).toEqual(['src/state/a.ts:400 file-length']);
  });

  it('names files and folders in kebab-case', () => {
    const paths = ['src', 'agent', 'test', 'setup', 'docs'].flatMap((folder) => pathsUnder(folder));
    expect(describeBreaches(nameBreaches(paths))).toBe('');
    expect(places(nameBreaches(['src/state/deviceState.ts', 'src/state/device-state.service.ts']))).toEqual([
      'src/state/deviceState.ts:1 kebab-case',
    ]);
  });

  it('has no path of one machine in it', () => {
    expect(describeBreaches(machinePathBreaches(files))).toBe('');
    const planted = { path: 'docs/a.md', text: `first\nsee ${home}/a.png\n` };
    expect(places(machinePathBreaches([planted]))).toEqual(['docs/a.md:2 machine-path']);
  });

  it('leaves no figure in the documents to be filled in', () => {
    expect(describeBreaches(unfilledBreaches(files))).toBe('');
    const planted = { path: 'docs/a.md', text: `\n| ${['', 'LATER', ''].join('@@')} |\n` };
    expect(places(unfilledBreaches([planted]))).toEqual(['docs/a.md:2 unfilled']);
  });

  it('addresses no real government host', () => {
    expect(describeBreaches(governmentHostBreaches(files))).toBe('');
    const planted = { path: 'src/inventory/a.ts', text: `\nconst url = 'https://${host}/v1';` };
    expect(places(governmentHostBreaches([planted]))).toEqual(['src/inventory/a.ts:2 government-host']);
    expect(governmentHostBreaches([{ path: 'docs/a.md', text: host }])).toEqual([]);
  });
});
