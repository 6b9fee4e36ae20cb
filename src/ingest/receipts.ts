import { Injectable } from '@nestjs/common';
import type { Report, WantedDocument } from '../contracts/agent/index.js';
import { Reader } from '../platform/database/index.js';

type Digests = Partial<Record<WantedDocument, string>>;
const KINDS = ['inventory', 'certificates'] as const;
/** As nearly every beat brings and lacks: arrays made for each of them were a third of what outlived it. */
const NOTHING: never[] = [];

/** Which long lists the server has durably accepted, by digest; decides what a reply asks for. */
@Injectable()
export class Receipts {
  private readonly known = new Map<number, Digests>();

  constructor(private readonly reader: Reader) {}

  /** The lists that this report names, does not bring, and the server does not have. */
  async wanted(deviceId: number, report: Report): Promise<WantedDocument[]> {
    const known = this.known.get(deviceId) ?? (await this.load(deviceId));
    const wanted = (kind: WantedDocument): boolean =>
      report.digests[kind] !== null && report[kind] === undefined && known[kind] !== report.digests[kind];
    return KINDS.some(wanted) ? KINDS.filter(wanted) : NOTHING;
  }

  /** The lists that this report brings, with the digests to remember them by. */
  brought(report: Report): readonly { kind: WantedDocument; digest: string }[] {
    if (report.inventory === undefined && report.certificates === undefined) return NOTHING;
    return KINDS.flatMap((kind) => {
      const digest = report.digests[kind];
      return report[kind] !== undefined && digest !== null ? [{ kind, digest }] : [];
    });
  }

  /** Called after the commit. */
  remember(deviceId: number, kind: WantedDocument, digest: string): void {
    this.known.set(deviceId, { ...this.known.get(deviceId), [kind]: digest });
  }

  private async load(deviceId: number): Promise<Digests> {
    const rows = await this.reader.rows<{ kind: WantedDocument; digest: string }>(
      'SELECT kind, digest FROM document_receipt WHERE device_id = ?',
      [deviceId],
    );
    const digests: Digests = Object.fromEntries(rows.map(({ kind, digest }) => [kind, digest]));
    this.known.set(deviceId, digests);
    return digests;
  }
}
