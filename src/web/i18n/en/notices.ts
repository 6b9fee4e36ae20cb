/** The bell in the header, and who was told of a ticket. */
export const notices = {
  'bell.title': 'Notices',
  'bell.unread': 'Notices: {n} unread',
  'bell.allRead': 'Mark all as read',
  'bell.read': 'Read',
  'bell.read.of': 'Mark as read: {number}',
  'bell.isUnread': 'Unread',
  'bell.none': 'No notices yet.',
  'bell.none.next': 'Tickets you are told of will be here.',
  'bell.urgent': 'Critical',
  'bell.more': 'My notices',
  'notify.ask':
    'When there is news, this PC shows a short notice (the number of the ticket and what happened), also while you look at something else. At least one page of Trực Ban must be open.',
  'notify.allow': 'Allow it on this PC',
  'notify.granted': 'This PC may show a notice when there is news.',
  'notify.denied':
    'The browser blocks notices of this site. Press the symbol left of the address, choose Notifications, then Allow.',
  'notify.impossible':
    'Browsers show notices of pages on https alone. The bell of the page works all the same.',
  'told.title': 'Who was told',
  'told.none': 'Nobody has been told of this ticket yet.',
  'told.who': 'Who',
  'told.what': 'Of what',
  'told.became': 'Outcome',
  'channel.mail': 'Mail',
  'channel.browser': 'In the pages (bell)',
  'channel.zalo': 'Zalo',
  'channel.webhook': 'Webhook',
  'myNotices.title': 'My notices',
  'webhooks.title': 'Webhooks',
};
