import { z } from 'zod';
import { CONTRACT_VERSION, Report } from '../contracts/agent/index.js';
import { Refusal, invalid } from '../platform/http/index.js';

/** @throws Refusal VERSION_UNSUPPORTED, REPORT_INVALID with the field's path */
export function readReport(body: unknown): Report {
  const version = (body as { v?: unknown } | null)?.v;
  if (version !== undefined && version !== CONTRACT_VERSION) {
    throw new Refusal(
      'VERSION_UNSUPPORTED',
      400,
      {
        vi: `Máy chủ chỉ hiểu phiên bản ${CONTRACT_VERSION} của báo cáo. Cập nhật phần mềm giám sát hoặc máy chủ.`,
        en: `The server speaks version ${CONTRACT_VERSION} of the report only. Update the agent or the server.`,
      },
      'v',
    );
  }
  const parsed = Report.safeParse(body);
  if (!parsed.success) throw invalid('REPORT_INVALID', parsed.error.issues);
  return parsed.data;
}

const Observation = z.record(z.string(), z.unknown());
const Outline = Report.extend({ programs: z.array(Observation), probes: z.array(Observation) });

/**
 * A report of which only programs and probes were not looked into, the longest part and in nearly every report word for word
 * what the one before said. Good for finding out just that, and for what a repetition leaves (domain/content-hash.ts): whatever
 * else is done with a report needs `readReport`. Null: there is something wrong with it.
 */
export function outlineOf(body: unknown): Report | null {
  const parsed = Outline.safeParse(body);
  return parsed.success ? (parsed.data as unknown as Report) : null;
}
