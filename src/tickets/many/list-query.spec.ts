import { describe, expect, it } from '@jest/globals';
import { canonicalQuery } from './list-query.js';

describe('the query of a saved view', () => {
  it.each([
    ['what is so anyway is left out', 'status=open&mine=0&order=worst', ''],
    ['its parts have one order', 'q=treo&status=soon', 'status=soon&q=treo'],
    ['the page and strange parts go', 'status=all&page=7&x=1', 'status=all'],
    ['who has it', 'assignee=12&mine=1', 'mine=1&assignee=12'],
    ['nobody has it', 'assignee=none&category=printer', 'assignee=none&category=printer'],
    ['blanks around what is searched for go', 'q=%20m%C3%A1y%20in%20', 'q=m%C3%A1y+in'],
  ])('%s', (_, typed, canonical) => expect(canonicalQuery(typed)).toBe(canonical));

  it.each(['status=lost', 'assignee=somebody', 'category=tea', 'order=random'])('refuses %s', (typed) =>
    expect(canonicalQuery(typed)).toBeNull(),
  );
});
