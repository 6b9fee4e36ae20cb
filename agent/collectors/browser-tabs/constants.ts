import type { TabState } from './protocol.js';

/** No schema library here: the extension bundles this file. */

/** The extension's own name for the agent; also the file name of the native-messaging manifest. */
export const NATIVE_HOST_NAME = 'vn.trucban.agent';

/** Fixed by `key` in the extension's manifest; a spec keeps the two equal. */
export const EXTENSION_ID = 'leblikfmgdockolgnhfbcndkccldimjm';

/** Worst first: with several tabs of one system the worst one is the system's state on this PC. */
export const TAB_STATES_WORST_FIRST: readonly TabState[] = [
  'not_responding',
  'load_failed',
  'server_error',
  'slow',
  'dialog',
  'ok',
  'none',
];

/** The extension sends its picture at least this often; the native host also takes it as the beat to reconnect by. */
export const PULSE_MS = 10_000;
