import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ProgramSource,
  ProgramState,
  Report,
  WatchedProgram,
} from '../../../src/contracts/agent/index.js';

/** A desktop program of the policy, watched in no way but the given ones. */
export function watched(id: string, ways: Partial<WatchedProgram>): WatchedProgram {
  return {
    id,
    kind: 'desktop',
    process: null,
    listenPort: null,
    watchWindows: false,
    probe: null,
    tab: null,
    ...ways,
  };
}

/** The configuration of an enrolled PC and the policy it last had, which is older than the recording server's. */
export async function writeState(
  folder: string,
  {
    server,
    token = 'a-token-of-the-windows-suite',
    programs = [],
  }: { server: string; token?: string; programs?: WatchedProgram[] },
): Promise<void> {
  const config = {
    server,
    token,
    deviceId: 1,
    deviceName: 'Quầy 3',
    center: { id: 1, name: 'Xã Lạc Lương', reportUrl: `${server}/report` },
  };
  await writeFile(join(folder, 'agent.json'), JSON.stringify(config));
  const policy = { v: 1, version: 6, beatSeconds: 2, programs, certificates: { issuers: [] } };
  await writeFile(join(folder, 'policy.json'), JSON.stringify(policy));
}

/** What a report says of one source of one program. */
export function seen(report: Report, id: string, source: ProgramSource): ProgramState | undefined {
  return report.programs.find((program) => program.id === id && program.source === source)?.state;
}
