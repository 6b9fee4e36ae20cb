import type { SimulatedPc } from './simulated-pc.js';

/** What a PC sees of a fault, and that it is over. */
type Change = (pc: SimulatedPc, now: number) => void;

export function oneStopTab(state: 'ok' | 'not_responding' | 'dialog'): Change {
  return (pc, now) => pc.sees('motcua', 'tab', state, now);
}

/** The one-stop software answers late: to many, or to one PC that is itself slow. */
export function oneStopSlow(isSlow: boolean): Change {
  return (pc, now) => {
    pc.sees('motcua', 'tab', isSlow ? 'slow' : 'ok', now);
    const timesMs = { dns: 6, tcp: 30, tls: 85, http: 9400 };
    pc.probed('motcua', isSlow ? { state: 'slow', phase: 'http', timesMs } : { state: 'ok' }, now);
  };
}

export function oneStopOverloaded(isOverloaded: boolean): Change {
  return (pc, now) => {
    pc.sees('motcua', 'tab', isOverloaded ? 'server_error' : 'ok', now);
    const failed = { phase: 'http', code: 'HTTP_SERVER_ERROR', httpStatus: 503 } as const;
    pc.probed('motcua', isOverloaded ? { state: 'failed', ...failed } : { state: 'ok' }, now);
  };
}

export function slowPc(isSlow: boolean): Change {
  return (pc, now) => {
    pc.cpuPercent = isSlow ? 97 : 8;
    pc.memoryPercent = isSlow ? 94 : 46;
    oneStopSlow(isSlow)(pc, now);
  };
}

export function unreachable(id: 'hotich' | 'qlvb', isReached: boolean): Change {
  return (pc, now) => {
    const timesMs = { dns: 5, tcp: null, tls: null, http: null };
    const failed = { phase: 'tcp', code: 'CONNECT_TIMEOUT', httpStatus: null, timesMs } as const;
    pc.probed(id, isReached ? { state: 'ok' } : { state: 'failed', ...failed }, now);
    if (id === 'hotich') pc.sees(id, 'tab', isReached ? 'ok' : 'load_failed', now);
  };
}

/** The helper has ended, and with it nobody listens at its port. */
export function signingHelper(isRunning: boolean): Change {
  return (pc, now) => {
    pc.sees('vgca-sign', 'process', isRunning ? 'ok' : 'missing', now);
    pc.sees('vgca-sign', 'listener', isRunning ? 'ok' : 'not_listening', now);
  };
}
