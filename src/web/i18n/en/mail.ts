/** Mails that come in, and those that go to vendors. */
export const mail = {
  'event.vendor': 'answer of the vendor',
  'event.mail': 'mail into the ticket',
  'ticket.quoted': 'Earlier mails and signature',
  'ticket.vendor': 'Vendor',
  'ticket.vendor.since': 'has had it since',
  'handOver.vendor': 'Vendor',
  'handOver.hotline': 'Hotline',
  'handOver.email': 'Mail',
  'handOver.noVendor':
    'The vendor of this system is not known. An administrator sets it on the page Thresholds › Watched programs.',
  'handOver.send': 'Mail the evidence to {to}',
  'handOver.preview': 'The mail that will go out',
  'handOver.sent': 'Hand over and mail',
  'mail.title': 'Mailbox',
  'mail.waiting': '{n} mails to look at',
  'mail.read': 'Last read',
  'mail.failing':
    'The mailbox cannot be read ({code}), since {since}. Mails wait in it and are read when it is back.',
  'mail.notConfigured': 'No mailbox is set up. Answers by mail are not read.',
  'mail.notConfigured.next': 'Set TRUCBAN_IMAP_URL on the server.',
  'mail.definition':
    'Answers go straight into their tickets, and mails of people with an account open new ones. What is below the server could not decide.',
  'mail.empty': 'No mail waits',
  'mail.noSubject': '(no subject)',
  'mail.noText': '(no words)',
  'mail.open': 'Open a ticket',
  'mail.dismiss': 'Put away',
  'mail.opened': 'A ticket was opened from it.',
  'mail.opened.show': 'Show the ticket',
  'mail.dismissed': 'Put away. It still lies in the mailbox, in the folder TrucBan-Aside.',
};
