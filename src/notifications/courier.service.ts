import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Config } from '../platform/config/index.js';
import { CHANNEL_NAMES, type ChannelName, DeliveryError } from './channels/channel.js';
import { Channels } from './channels/channels.js';
import { Composer } from './composer.js';
import { nextAttemptAt } from './domain/notice.js';
import type { NoticeEntity } from './entities/notice.entity.js';
import { NoticeRepository } from './notice.repository.js';

const AT_ONCE = 8;
/** Longer than an attempt can last: past it, its process is gone. */
const LEASE_MS = 60_000;

/** One channel's work: it goes on by itself, so that a slow one keeps nobody waiting for another. */
interface Lane {
  round: Promise<void> | null;
  again: boolean;
}

/** Carries queued notices to their channels: the attempt is recorded before it, the outcome after. */
@Injectable()
export class Courier implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Notifications');
  private readonly lanes = new Map<ChannelName, Lane>(
    CHANNEL_NAMES.map((name) => [name, { round: null, again: false }]),
  );

  constructor(
    private readonly notices: NoticeRepository,
    private readonly channels: Channels,
    private readonly composer: Composer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Called after a commit that queued notices. */
  wake(): void {
    if (this.config.selfMoving)
      void this.deliverDue().catch((error: unknown) => this.logger.error(String(error)));
  }

  /** Delivers what is due now; resolves when nothing is left that could be sent. */
  async deliverDue(): Promise<void> {
    await Promise.all([...this.lanes].map(([name, lane]) => this.drive(name, lane)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { round } of this.lanes.values()) await round;
  }

  private async drive(name: ChannelName, lane: Lane): Promise<void> {
    lane.again = true;
    lane.round ??= this.rounds(name, lane).finally(() => (lane.round = null));
    await lane.round;
  }

  private async rounds(name: ChannelName, lane: Lane): Promise<void> {
    while (lane.again) {
      lane.again = false;
      const now = this.clock.now();
      const { repeatable = false } = this.channels.named(name);
      await this.notices.recover({ name, repeatable }, now - LEASE_MS, now);
      const due = this.channels.isSetUp(name) ? await this.due(name, now) : [];
      await Promise.all(due.map((notice) => this.deliver(notice, now)));
      lane.again ||= due.length === AT_ONCE;
    }
  }

  private async due(name: ChannelName, now: number): Promise<NoticeEntity[]> {
    const due = await this.notices.due(name, now, AT_ONCE);
    if (!due.some(({ heldUntil, attempts }) => heldUntil !== null && attempts === 0)) return due;
    await this.notices.thinOutHeld(now);
    return this.notices.due(name, now, AT_ONCE);
  }

  private async deliver(notice: NoticeEntity, now: number): Promise<void> {
    if (!(await this.notices.claim(notice, now))) return;
    const channel = this.channels.named(notice.channel);
    const attempt: NoticeEntity = { ...notice, attempts: notice.attempts + 1, status: 'connecting' };
    try {
      const message = await this.composer.compose(notice);
      await channel.deliver(message, async () => {
        const mine = await this.notices.mark(attempt, { status: 'handing-over' });
        if (!mine) throw new DeliveryError('ETAKENOVER', false, false);
        attempt.status = 'handing-over';
      });
      await this.notices.mark(attempt, { status: 'sent', settledAt: this.clock.now(), error: null });
      channel.sent?.(message);
    } catch (error) {
      await this.settleFailure(attempt, error);
    }
  }

  private async settleFailure(attempt: NoticeEntity, error: unknown): Promise<void> {
    const now = this.clock.now();
    const failure = error instanceof DeliveryError ? error : new DeliveryError('EINTERNAL', false, false);
    if (failure !== error) this.logger.error(`notice ${attempt.id}: ${String(error)}`);
    const mayHaveArrived = attempt.status === 'handing-over' && !failure.answered;
    if (mayHaveArrived && !this.channels.named(attempt.channel).repeatable) {
      // The line broke after the last byte: two mails are worse than one that is in doubt.
      await this.notices.mark(attempt, { status: 'unconfirmed', settledAt: now, error: failure.message });
      return;
    }
    const since = attempt.heldUntil ?? attempt.createdAt;
    const dueAt = failure.permanent ? null : nextAttemptAt(attempt.attempts, since, now);
    this.logger.warn(
      `notice ${attempt.id}: ${failure.message}, ${dueAt === null ? 'given up' : 'will be tried again'}`,
    );
    await this.notices.mark(
      attempt,
      dueAt === null
        ? { status: 'failed', settledAt: now, error: failure.message }
        : { status: 'queued', dueAt, error: failure.message },
    );
  }
}
