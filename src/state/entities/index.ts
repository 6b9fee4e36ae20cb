import { AgentInstanceEntity } from './agent-instance.entity.js';
import { CertificateEntity } from './certificate.entity.js';
import { DeviceHardwareEntity } from './device-hardware.entity.js';
import { DeviceStateEntity } from './device-state.entity.js';
import { DiskLevelEntity } from './disk-level.entity.js';
import { ServerReachEntity } from './server-reach.entity.js';
import { StateSpanEntity } from './state-span.entity.js';

export {
  AgentInstanceEntity,
  CertificateEntity,
  DeviceHardwareEntity,
  DeviceStateEntity,
  DiskLevelEntity,
  ServerReachEntity,
  StateSpanEntity,
};

export const STATE_ENTITIES = [
  AgentInstanceEntity,
  CertificateEntity,
  DeviceHardwareEntity,
  DeviceStateEntity,
  DiskLevelEntity,
  ServerReachEntity,
  StateSpanEntity,
];
