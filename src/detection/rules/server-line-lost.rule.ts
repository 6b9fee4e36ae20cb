import { sees, type ServerRule } from '../domain/finding.js';

/** Many centers at work fell silent at once: what they share is the server's side. State has already waited. */
export const serverLineLost: ServerRule = {
  id: 'server-line-lost',
  judge: ({ faults: { line } }, _policy, now) => {
    if (!line) return sees([]);
    const evidence = { count: line.lost, of: line.of };
    return sees([{ thing: 'line', since: line.since, opensAt: now, severity: 'critical', evidence }]);
  },
};
