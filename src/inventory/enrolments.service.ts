import { Inject, Injectable, Optional } from '@nestjs/common';
import { AuditTrail, digestOf } from '../access/index.js';
import { CONTRACT_VERSION, type EnrolmentReply, type EnrolmentRequest } from '../contracts/agent/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { fold } from '../platform/i18n/index.js';
import { Centers } from './centers.service.js';
import { DeviceActivity } from './device-activity.js';
import { Devices } from './devices.service.js';
import { CenterEntity } from './entities/center.entity.js';
import { DeviceEntity } from './entities/device.entity.js';
import { centerGone, deviceIsReporting, notACopy, tokenRevoked, tokenUnknown } from './inventory.refusals.js';
import { JoinCodes } from './join-codes.service.js';
import { PolicyService } from './policy.service.js';

interface Enrolled {
  deviceId: number;
  centerId: number;
  token: string;
}

/** Decision 5: how a PC becomes a device, and when it stays the one it was. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly devices: Devices,
    private readonly joinCodes: JoinCodes,
    private readonly centers: Centers,
    private readonly policy: PolicyService,
    private readonly audit: AuditTrail,
    @Optional() @Inject(DeviceActivity) private readonly activity: DeviceActivity | null,
  ) {}

  async enrol(request: EnrolmentRequest, now: number): Promise<EnrolmentReply> {
    const reportingWithin = await this.reportingWithinMs();
    const { enrolled, center } = await this.work.run(async (tx) => {
      const enrolled =
        request.clonedToken === undefined
          ? await this.byJoinCode(tx, request, request.joinCode ?? '', now, reportingWithin)
          : await this.byClonedToken(tx, request, request.clonedToken, now);
      const center = await tx.findOne(CenterEntity, { where: { id: enrolled.centerId } });
      if (!center) throw centerGone();
      return { enrolled, center };
    });
    return {
      v: CONTRACT_VERSION,
      deviceId: enrolled.deviceId,
      token: enrolled.token,
      center: { id: center.id, name: center.name, reportUrl: this.centers.reportUrl(center) },
      serverTime: now,
    };
  }

  private async byJoinCode(
    tx: Transaction,
    request: EnrolmentRequest,
    code: string,
    now: number,
    reportingWithin: number,
  ): Promise<Enrolled> {
    const centerId = await this.joinCodes.use(tx, code, now);
    const device = await sameHardware(tx, request.hardware);
    if (!device) return this.asNew(tx, request, centerId, null, now);
    if (await this.isReporting(device, now, reportingWithin)) throw deviceIsReporting();
    return this.again(tx, request, device, centerId, now);
  }

  /** The PC whose token another hardware uses too. The device it was copied from keeps its token and its history. */
  private async byClonedToken(
    tx: Transaction,
    request: EnrolmentRequest,
    token: string,
    now: number,
  ): Promise<Enrolled> {
    const original = await tx.findOne(DeviceEntity, { where: { tokenHash: digestOf(token) } });
    if (!original) throw tokenUnknown();
    if (original.tokenRevokedAt !== null) throw tokenRevoked();
    if (request.hardware === null || request.hardware === original.hardware) throw notACopy();
    const before = await sameHardware(tx, request.hardware);
    if (before?.clonedFrom === original.id) {
      return this.again(tx, request, before, before.centerId, now);
    }
    return this.asNew(tx, request, original.centerId, original.id, now);
  }

  private async asNew(
    tx: Transaction,
    request: EnrolmentRequest,
    centerId: number,
    clonedFrom: number | null,
    now: number,
  ): Promise<Enrolled> {
    const { deviceName: name, hardware, platform, agentVersion } = request;
    const { id, token } = await this.devices.add(tx, {
      ...{ centerId, name, hardware, platform, agentVersion, clonedFrom },
      enrolledAt: now,
    });
    await this.audit.record(tx, {
      at: now,
      userId: null,
      action: clonedFrom === null ? 'device.enrolled' : 'device.enrolled-as-copy',
      subject: `device:${id}`,
      detail: clonedFrom === null ? `center ${centerId}` : `center ${centerId}, copied from ${clonedFrom}`,
    });
    return { deviceId: id, centerId, token };
  }

  /** The same PC: its history goes on under a new token, and in another center when the code was of another. */
  private async again(
    tx: Transaction,
    request: EnrolmentRequest,
    device: DeviceEntity,
    centerId: number,
    now: number,
  ): Promise<Enrolled> {
    const { deviceName: name, platform, agentVersion } = request;
    const values = { centerId, name, folded: fold(name), platform, agentVersion, enrolledAt: now };
    const token = await this.devices.replaceToken(tx, device.id, values);
    const moved = device.centerId !== centerId;
    await this.audit.record(tx, {
      at: now,
      userId: null,
      action: moved ? 'device.moved' : 'device.enrolled-again',
      subject: `device:${device.id}`,
      detail: moved ? `center ${device.centerId} to ${centerId}` : `center ${centerId}`,
    });
    return { deviceId: device.id, centerId, token };
  }

  /** A PC that speaks now has its token; who enrols "it" anew may be another, hence a person decides. */
  private async isReporting(device: DeviceEntity, now: number, withinMs: number): Promise<boolean> {
    if (device.tokenRevokedAt !== null || (device.reenrolmentUntil ?? 0) > now) return false;
    const lastReceivedAt = (await this.activity?.lastReceivedAt(device.id)) ?? null;
    return lastReceivedAt !== null && now - lastReceivedAt < withinMs;
  }

  private async reportingWithinMs(): Promise<number> {
    const { policy } = await this.policy.current();
    return policy['beat.seconds'] * policy['presence.missedBeats'] * 1000;
  }
}

/** The youngest device with this hardware; placeholder identities arrive as null and are no identity. */
async function sameHardware(tx: Transaction, hardware: string | null): Promise<DeviceEntity | null> {
  if (hardware === null) return null;
  return tx.findOne(DeviceEntity, { where: { hardware }, order: { id: 'DESC' } });
}
