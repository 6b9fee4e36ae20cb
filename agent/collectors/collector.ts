import type {
  CertificateEntry,
  Inventory,
  Load,
  ProgramSource,
  ProgramState,
  WatchedProgram,
} from '../../src/contracts/agent/index.js';

/**
 * One look at one source of one watched program. `at` is the agent's clock when the look ended (epoch ms). A watcher
 * that itself measured over time gives `since`, when the state began; it is then believed without further samples.
 */
export interface ProgramSample {
  id: string;
  source: ProgramSource;
  state: ProgramState;
  at: number;
  since?: number;
}

/**
 * Looks at watched programs one way: their processes, their listening sockets, their windows, their tabs. The runtime
 * calls `sample` every few seconds with the programs of the present policy and folds what comes back into
 * "state since T"; a watcher keeps no history of its own. A program that cannot be seen this way on this PC is left out.
 */
export interface ProgramWatcher {
  readonly name: string;
  sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]>;
  /** Called once; a watcher that learns of changes by itself calls back so that they are reported at once. */
  onChange?(notify: () => void): void;
  close?(): Promise<void>;
}

export interface LoadCollector {
  gather(): Promise<Load>;
}

export interface InventoryCollector {
  gather(): Promise<Inventory>;
}

export interface CertificateCollector {
  /** Certificates whose issuer matches one of `issuers` (folded substrings; empty: all). */
  gather(issuers: readonly string[]): Promise<CertificateEntry[]>;
}

/** SHA-256 hex of what identifies this PC's hardware, or null when it only has placeholders. */
export interface HardwareIdentity {
  digest(): Promise<string | null>;
}
