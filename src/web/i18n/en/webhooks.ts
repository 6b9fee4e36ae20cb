/** Other systems that are told. */
export const webhooks = {
  'webhooks.explain':
    'Tells other systems (the desk of the department, a chat, a system that gathers) of turns of tickets. Each message is signed with a secret as Standard Webhooks says; it holds no name, mail or phone of a clerk.',
  'webhooks.add': 'Add a webhook',
  'webhooks.edit': 'Change',
  'webhooks.edit.of': 'Change {name}',
  'webhooks.name': 'Name',
  'webhooks.name.hint': 'For example: Duty room of the department',
  'webhooks.name.missing': 'Give a name of at least 2 letters.',
  'webhooks.url': 'Address',
  'webhooks.url.hint':
    'It begins with https://. Only this machine and private networks (localhost, 10.x, 172.16–31.x, 192.168.x) may do with http://.',
  'webhooks.url.missing': 'Give the address.',
  'webhooks.kinds': 'When to tell',
  'webhooks.kinds.missing': 'Choose at least one.',
  'webhooks.priority': 'From priority',
  'webhooks.priority.andMore': '{priority} and above',
  'webhooks.province': 'Of the province',
  'webhooks.everywhere': 'All',
  'webhooks.enabled': 'On',
  'webhooks.save': 'Save the webhook',
  'webhooks.saved': '“{name}” is saved.',
  'webhooks.removed': '“{name}” is removed.',
  'webhooks.secret': 'The secret of “{name}” is shown this once.',
  'webhooks.secret.next':
    'Copy it to the system that receives, to check the signature. If it is lost, make another; the former one goes on for a day.',
  'webhooks.secret.copy': 'secret of {name}',
  'webhooks.secret.renew': 'Another secret',
  'webhooks.secret.former': 'The former secret holds until {moment}.',
  'webhooks.test': 'Send a test',
  'webhooks.test.ok': 'The other side answered {status}: fine.',
  'webhooks.test.refused':
    'The other side answered {status}: not taken. Only 200–299 is; redirects (3xx) are not followed.',
  'webhooks.test.fault':
    'No answer ({fault}). Check the address, firewalls and the certificate of the other side.',
  'webhooks.test.answer': 'The beginning of the answer:',
  'webhooks.remove': 'Remove',
  'webhooks.remove.title': 'Remove this webhook?',
  'webhooks.remove.text': 'What waits to be sent to “{name}” will not be sent any more.',
  'webhooks.on': 'On',
  'webhooks.off.BY_HAND': 'Turned off at {moment}.',
  'webhooks.off.GONE':
    'Off since {moment}: the other side answered 410, it wants no more. Correct the address and turn it on again.',
  'webhooks.off.FAILING':
    'Off since {moment}: nothing got through for a day. Look after the other side, send a test, turn it on again.',
  'webhooks.failing': 'Nothing gets through since {moment}. After a day of it the webhook turns itself off.',
  'webhooks.turnOn': 'Turn on',
  'webhooks.turnOff': 'Turn off',
  'webhooks.outcomes': 'Last messages',
  'webhooks.outcomes.none': 'Nothing was sent yet.',
  'webhooks.attempts': '1 try|{n} tries',
  'webhooks.none': 'There is no webhook.',
  'webhooks.none.next':
    'Add one for each system that is to know, so that each can be turned off and given another secret.',
};
