import { describe, expect, it } from '@jest/globals';
import { filterQuery, showsView } from './list-address.js';

const query = (text: string) => new URLSearchParams(text);

describe('the address of the list', () => {
  it('names the same list whatever the order of its parts, the page and the view', () => {
    expect(filterQuery(query('q=m%C3%A1y%20in&page=2&status=soon&view=7'))).toBe('status=soon&q=m%C3%A1y+in');
    expect(showsView(query('view=7&q=treo&mine=1&page=3'), 'mine=1&q=treo')).toBe(true);
  });

  it('tells when a view is shown with other filters than it was saved with', () => {
    expect(showsView(query('view=7&mine=1&category=printer'), 'mine=1')).toBe(false);
    expect(showsView(query('view=7'), '')).toBe(true);
  });
});
