/** What a phase counts. */
export class Figures {
  constructor() {
    this.from = performance.now();
    this.beats = 0;
    this.errors = 0;
    this.late = 0;
    this.opened = 0;
    this.documents = 0;
    this.changes = 0;
    this.faults = 0;
    this.byFault = {};
    this.latencies = [];
  }

  answered(status, body, latency) {
    if (status === 202) {
      this.beats += 1;
      this.latencies.push(latency);
      return;
    }
    this.errors += 1;
    const code = status === 0 ? body : `${status} ${codeOf(body)}`;
    this.byFault[code] = (this.byFault[code] ?? 0) + 1;
  }

  summary() {
    const seconds = (performance.now() - this.from) / 1000;
    const { beats, errors, late, opened, documents, changes, faults, byFault } = this;
    const counts = { beats, errors, late, opened, documents, changes, faults, byFault };
    return { ...counts, seconds, perSecond: beats / seconds, ...percentiles(this.latencies) };
  }
}

export function percentiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? null };
}

function codeOf(body) {
  try {
    return JSON.parse(body).error.code;
  } catch {
    return '';
  }
}
