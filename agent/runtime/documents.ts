import type { CertificateEntry, Inventory, WantedDocument } from '../../src/contracts/agent/index.js';
import type { CertificateCollector, InventoryCollector } from '../collectors/collector.js';
import { digestOf } from './canonical-json.js';
import type { Clock, Timer } from './clock.js';
import { errorText, type Log } from './log.js';

const INVENTORY_EVERY_MS = 24 * 3_600_000;
const INVENTORY_RETRY_MS = 3_600_000;
/** Listing the store takes milliseconds; a token plugged in is news within half a minute. */
const CERTIFICATES_EVERY_MS = 30_000;

interface Held<T> {
  value: T;
  digest: string;
}

export interface DocumentCollectors {
  inventory: InventoryCollector;
  certificates: CertificateCollector;
}

/** The long lists: gathered rarely, told by digest, sent when the server asks because it lacks what the digest names. */
export class Documents {
  private inventory: Held<Inventory> | null = null;
  private certificates: Held<CertificateEntry[]> | null = null;
  private issuers: readonly string[] = [];
  private readonly timers = new Map<WantedDocument, Timer>();
  /** Digests of documents that the server refused: sending them again would be refused again. */
  private readonly refused = new Set<string>();
  private readonly failing = new Set<string>();
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly collectors: DocumentCollectors,
    private readonly onChange: () => void,
    private readonly log: Log,
  ) {}

  start(): void {
    void this.refreshInventory();
    void this.refreshCertificates();
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) timer.cancel();
  }

  watchIssuers(issuers: readonly string[]): void {
    if (JSON.stringify(issuers) === JSON.stringify(this.issuers)) return;
    this.issuers = issuers;
    void this.refreshCertificates();
  }

  /** Gathers both once and waits for them. */
  async gatherAll(): Promise<void> {
    await Promise.all([this.gatherInventory(), this.gatherCertificates()]);
  }

  digests(): { inventory: string | null; certificates: string | null } {
    return { inventory: this.inventory?.digest ?? null, certificates: this.certificates?.digest ?? null };
  }

  /** The wanted lists, as far as this PC has them. */
  wanted(wants: ReadonlySet<WantedDocument>): { inventory?: Inventory; certificates?: CertificateEntry[] } {
    const { inventory, certificates } = this;
    const send = (name: WantedDocument, held: Held<unknown> | null): boolean =>
      wants.has(name) && held !== null && !this.refused.has(held.digest);
    return {
      ...(inventory && send('inventory', inventory) ? { inventory: inventory.value } : {}),
      ...(certificates && send('certificates', certificates) ? { certificates: certificates.value } : {}),
    };
  }

  refuse(wants: ReadonlySet<WantedDocument>): void {
    for (const name of wants) {
      const digest = this.digests()[name];
      if (digest !== null) this.refused.add(digest);
    }
  }

  private async refreshInventory(): Promise<void> {
    const done = await this.gatherInventory();
    this.again('inventory', done ? INVENTORY_EVERY_MS : INVENTORY_RETRY_MS, () => this.refreshInventory());
  }

  private async refreshCertificates(): Promise<void> {
    await this.gatherCertificates();
    this.again('certificates', CERTIFICATES_EVERY_MS, () => this.refreshCertificates());
  }

  private again(name: WantedDocument, inMs: number, refresh: () => Promise<void>): void {
    this.timers.get(name)?.cancel();
    if (!this.stopped)
      this.timers.set(
        name,
        this.clock.after(inMs, () => void refresh()),
      );
  }

  private async gatherInventory(): Promise<boolean> {
    const value = await this.attempt('inventory', () => this.collectors.inventory.gather());
    if (value === null) return false;
    this.inventory = this.changed(this.inventory, value);
    return true;
  }

  private async gatherCertificates(): Promise<void> {
    const value = await this.attempt('certificates', () => this.collectors.certificates.gather(this.issuers));
    if (value !== null) this.certificates = this.changed(this.certificates, value);
  }

  private changed<T>(before: Held<T> | null, value: T): Held<T> {
    const digest = digestOf(value);
    if (before?.digest === digest) return before;
    // After the caller has stored it.
    queueMicrotask(this.onChange);
    return { value, digest };
  }

  private async attempt<T>(name: string, gather: () => Promise<T>): Promise<T | null> {
    try {
      const value = await gather();
      this.failing.delete(name);
      return value;
    } catch (error) {
      if (!this.failing.has(name)) this.log.problem(`${name}: ${errorText(error)}`);
      this.failing.add(name);
      return null;
    }
  }
}
