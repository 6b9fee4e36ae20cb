import type { WatchedProgram } from '../../src/contracts/agent/index.js';
import { matchesProcess } from '../collectors/processes/process-match.js';
import type { Win32 } from './win32.js';

export type ProcessMatch = NonNullable<WatchedProgram['process']>;

const TH32CS_SNAPPROCESS = 0x2;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const INVALID_HANDLE = 0xffff_ffff_ffff_ffffn;
/** Paths may exceed MAX_PATH; so many UTF-16 units are the system's own limit. */
const LONGEST_PATH = 32_768;
/** Services, which serve every session, live in this one. */
const SERVICES_SESSION = 0;

/**
 * The processes of one moment, by id. Who a process is (name) comes with the snapshot; where its file lies is asked
 * only for those whose name is watched, because that opens the process.
 */
export class RunningProcesses {
  private readonly names: Map<number, string>;
  private readonly paths = new Map<number, string | null>();
  private readonly ownSession: number;

  constructor(private readonly api: Win32) {
    this.names = snapshotNames(api);
    this.ownSession = sessionOf(api, process.pid) ?? SERVICES_SESSION;
  }

  ids(): IterableIterator<number> {
    return this.names.keys();
  }

  has(id: number): boolean {
    return this.names.has(id);
  }

  /** Whether process `id` is the watched one; null when its path decides and the system does not show it to us. */
  matches(id: number, match: ProcessMatch): boolean | null {
    const name = this.names.get(id);
    if (name === undefined || !matchesProcess({ ...match, pathContains: null }, [name], null)) return false;
    if (match.pathContains === null) return true;
    const path = this.pathOf(id);
    return path === null ? null : matchesProcess(match, [name], path);
  }

  /** Of this Windows session or a service: what another person has open in the background does not help this one. */
  isOurs(id: number): boolean {
    const session = sessionOf(this.api, id);
    return session === null || session === SERVICES_SESSION || session === this.ownSession;
  }

  private pathOf(id: number): string | null {
    let path = this.paths.get(id);
    if (path === undefined) {
      path = imagePath(this.api, id);
      this.paths.set(id, path);
    }
    return path;
  }
}

/** The Windows session of a process, or null when it is gone. */
export function sessionOf({ kernel32 }: Win32, processId: number): number | null {
  const session = Buffer.alloc(4);
  return kernel32.processIdToSessionId(processId, session) ? session.readUInt32LE(0) : null;
}

function snapshotNames({ kernel32, koffi, types }: Win32): Map<number, string> {
  const names = new Map<number, string>();
  const snapshot = kernel32.createToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  if (snapshot === null || snapshot === INVALID_HANDLE || snapshot === -1n) {
    throw new Error('the system gave no list of processes');
  }
  try {
    const entry = Buffer.alloc(koffi.sizeof(types.processEntry));
    const idAt = koffi.offsetof(types.processEntry, 'th32ProcessID');
    const nameAt = koffi.offsetof(types.processEntry, 'szExeFile');
    entry.writeUInt32LE(entry.length, 0);
    for (let more = kernel32.process32First(snapshot, entry); more;) {
      names.set(entry.readUInt32LE(idAt), untilNul(entry.toString('utf16le', nameAt)));
      more = kernel32.process32Next(snapshot, entry);
    }
  } finally {
    kernel32.closeHandle(snapshot);
  }
  return names;
}

function imagePath({ kernel32 }: Win32, id: number): string | null {
  const handle = kernel32.openProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, id);
  if (handle === null) return null;
  try {
    const name = Buffer.allocUnsafe(LONGEST_PATH * 2);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(LONGEST_PATH, 0);
    if (!kernel32.queryFullProcessImageName(handle, 0, name, length)) return null;
    return name.toString('utf16le', 0, length.readUInt32LE(0) * 2);
  } finally {
    kernel32.closeHandle(handle);
  }
}

function untilNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
