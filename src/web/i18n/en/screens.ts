import type { screens as vi } from '../vi/screens.js';

export const screens: Readonly<Record<keyof typeof vi, string>> = {
  'screens.title': 'Wall screens',
  'screens.explain':
    'Each screen opens a link of its own and stays on without signing in. Whoever has the link sees the board and can do nothing else. Revoke it and the screen goes dark within 5 seconds.',
  'screens.add': 'Make a link',
  'screens.name': 'Screen',
  'screens.name.label': 'Name of the screen',
  'screens.name.hint': 'Where it hangs. For example: duty room, floor 2',
  'screens.name.missing': 'Give the screen a name of 2 letters or more.',
  'screens.province': 'Shows',
  'screens.everything': 'Everything',
  'screens.save': 'Make this link',
  'screens.once': 'The link is shown this once.',
  'screens.once.next':
    'Open it on the screen “{name}” and make it the start page of its browser. If it is lost, make another.',
  'screens.link': 'link of {name}',
  'screens.made': 'Made',
  'screens.madeBy': 'made by {by}',
  'screens.byCommand': 'made by command',
  'screens.lastUsed': 'Last used',
  'screens.neverUsed': 'never opened',
  'screens.revokedAt': 'revoked {moment}',
  'screens.none': 'There is no link yet.',
  'screens.none.next': 'Make one for each screen, so that each can be revoked alone.',
  'screens.revoke': 'Revoke',
  'screens.revoke.of': 'Revoke the link of {name}',
  'screens.revoke.title': 'Revoke this link?',
  'screens.revoke.text': 'The screen “{name}” goes dark within 5 seconds and cannot come back by this link.',
  'screens.revoke.do': 'Revoke the link',
  'screens.revoked': 'The link of “{name}” is revoked.',
};
