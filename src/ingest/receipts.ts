import { Injectable } from '@nestjs/common';
import type { Report, WantedDocument } from '../contracts/agent/index.js';
import { Reader } from '../platform/database/index.js';

type Digests = Partial<Record<WantedDocument, string>>;
const KINDS = ['inventory', 'certificates'] as const;

/** Which long lists the server has durably accepted, by digest; decides what a reply asks for. */
@Injectable()
export class Receipts {
  private readonly known = new Map<number, Digests>();

  constructor(private readonly reader: Reader) {}

  /** The lists that this report names, does not bring, and the server does not have. */
  async wanted(deviceId: number, report: Report): Promise<WantedDocument[]> {
    const known = this.known.get(deviceId) ?? (await this.load(deviceId));
    return KINDS.filter(
      (kind) =>
        report.digests[kind] !== null && report[kind] === undefined && known[kind] !== report.digests[kind],
    );
  }

  /** The lists that this report brings, with the digests to remember them by. */
  brought(report: Report): { kind: WantedDocument; digest: string }[] {
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
