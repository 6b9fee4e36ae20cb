import { Injectable } from '@nestjs/common';
import type { AcceptedReport } from '../ingest/index.js';
import type { Transaction } from '../platform/database/index.js';
import { AgentInstanceEntity } from './entities/index.js';

/**
 * Which agent process speaks for a session now. A report of a process that has been replaced, or one that is older than
 * what has been folded, may only tell history: a replayed body must not bring the past back.
 */
@Injectable()
export class InstanceRepository {
  /** Records the report and says whether it speaks for the present. */
  async admit(
    tx: Transaction,
    { deviceId, receivedAt, report }: AcceptedReport,
  ): Promise<'present' | 'past'> {
    const { instance, session, boot, sequence } = report.agent;
    const known = await tx.findToChange(AgentInstanceEntity, { deviceId, instance });
    if (!known) {
      await tx.run('UPDATE agent_instance SET current = 0 WHERE device_id = ? AND session = ?', [
        deviceId,
        session,
      ]);
      await tx.insert(AgentInstanceEntity, {
        deviceId,
        instance,
        session,
        boot,
        sequence,
        heardSequence: sequence,
        firstSeenAt: receivedAt,
        lastReceivedAt: receivedAt,
        current: 1,
      });
      return 'present';
    }
    if (sequence <= known.sequence) return 'past';
    if (known.current === 0) {
      // Its line in the journal still counts as a sign of life of the PC.
      await tx.update(AgentInstanceEntity, { deviceId, instance }, { sequence });
      return 'past';
    }
    const heardSequence = Math.max(known.heardSequence, sequence);
    await tx.update(
      AgentInstanceEntity,
      { deviceId, instance },
      { sequence, heardSequence, lastReceivedAt: receivedAt },
    );
    return 'present';
  }

  /** Does another session's agent still speak for this PC? Heard of since `since`. */
  async otherSessionActive(
    tx: Transaction,
    deviceId: number,
    session: number,
    since: number,
  ): Promise<boolean> {
    const row = await tx.row(
      'SELECT 1 FROM agent_instance WHERE device_id = ? AND session <> ? AND current = 1 AND last_received_at >= ?',
      [deviceId, session, since],
    );
    return row !== null;
  }
}
