/** What deserved no ticket. */
export const digest = {
  'digest.title': 'Daily digest',
  'digest.coming': 'Since the last mail',
  'digest.coming.since': 'Since {since}. Next mail: {due}.',
  'digest.coming.sinceOnly': 'Since {since}.',
  'digest.last': 'The last mail',
  'digest.last.of': '{since} – {made}',
  'digest.nothing': 'Nothing to tell',
  'digest.nothing.next': 'What somebody must act on is in the list of tickets.',
  'digest.nothing.last': 'It was not sent, for there was no news.',
  'digest.wanted': 'Mail it to me every working morning',
  'digest.definition':
    'What deserves no ticket and is good to know. What goes on from day to day is told along with news, or at the beginning of a week.',
};
