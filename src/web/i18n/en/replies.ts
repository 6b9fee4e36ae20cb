import type { replies as vietnamese } from '../vi/replies.js';

export const replies: Record<keyof typeof vietnamese, string> = {
  'replies.lead':
    'Written once, used often. In the reply box of a ticket type / at the start of a line, or press Canned replies. Places are filled when it is inserted.',
  'replies.count': '1 reply|{n} replies',
  'replies.add': 'Add a reply',
  'replies.shared': 'Shared',
  'replies.own': 'My own',
  'replies.none': 'There are none yet.',
  'replies.none.next': 'Add what you keep writing again.',
  'replies.noMatch': 'No reply matches.',
  'replies.search': 'Find a reply',
  'replies.used': 'used {n} times',
  'replies.changed': 'changed by {name}',
  'replies.shipped': 'came with the software',
  'replies.edit': 'Edit',
  'replies.edit.title': 'Edit a reply',
  'replies.title': 'Name',
  'replies.title.missing': 'Give it a short name to find it by, such as: printer does not print.',
  'replies.category': 'Category',
  'replies.category.all': 'Every category',
  'replies.body': 'Text',
  'replies.body.missing': 'Write the answer.',
  'replies.places': 'Press to insert a place:',
  'replies.preview': 'Preview',
  'replies.share': 'All technicians may use it',
  'replies.mayNotShare':
    'An account held to one province keeps its own; shared ones are the administrator’s.',
  'replies.save': 'Save',
  'replies.remove': 'Remove',
  'replies.removed': 'Removed “{title}”.',
  'replies.saved': 'Saved “{title}”.',
};
