import { plug, unplug } from './certificate-verbs.js';
import { absent, swap } from './duty-verbs.js';
import {
  clone,
  cut,
  disk,
  goodbye,
  loseNetwork,
  move,
  networkBack,
  on,
  pcClock,
  reboot,
  restartAgent,
} from './pc-verbs.js';
import { maintenance, person } from './person-verbs.js';
import { backlog, probe, sees, serverProbe } from './program-verbs.js';
import { calendar, mail, policy, server, serverClock } from './server-verbs.js';
import type { Verb } from './verb.js';

/** Every word of the timeline. Adding one: a verb, a line here, a line in docs/scenarios.md. */
export const VERBS = {
  on,
  cut,
  goodbye,
  lose_network: loseNetwork,
  network_back: networkBack,
  restart_agent: restartAgent,
  reboot,
  sees,
  probe,
  server_probe: serverProbe,
  backlog,
  plug,
  unplug,
  disk,
  pc_clock: pcClock,
  move,
  clone,
  server,
  server_clock: serverClock,
  mail,
  policy,
  calendar,
  person,
  maintenance,
  absent,
  swap,
} satisfies Record<string, Verb>;

export const VERB_NAMES = Object.keys(VERBS) as (keyof typeof VERBS)[];
