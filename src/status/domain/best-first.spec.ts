import { describe, expect, it } from '@jest/globals';
import { fold } from '../../platform/i18n/index.js';
import { bestFirst } from './best-first.js';

const named = (...names: string[]) => names.map((name) => ({ name }));
const found = (names: string[], asked: string) =>
  bestFirst(named(...names), { asked, folded: fold(asked) }, fold).map(({ name }) => name);

describe('what a search finds', () => {
  it('has names with the very marks that were typed first', () => {
    expect(found(['Xã Yên Lạc', 'Xã Yên Lãc', 'Xã Yên Lác'], 'yên lác')[0]).toBe('Xã Yên Lác');
  });

  it('has names that begin with it before names that hold it', () => {
    expect(found(['Máy quầy 1', 'Quầy 1'], 'quay 1')).toEqual(['Quầy 1', 'Máy quầy 1']);
  });

  it('has names that hold only its words last, in their order', () => {
    const names = ['Xã Lương Lạc', 'Xã B Lạc', 'Xã Lạc Lương'];
    expect(found(names, 'lac luong')).toEqual(['Xã Lạc Lương', 'Xã Lương Lạc', 'Xã B Lạc']);
  });
});
