import { Entity } from 'typeorm';
import {
  Instant,
  IntegerKey,
  NullableBig,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';

@Entity('device_hardware')
export class DeviceHardwareEntity {
  @IntegerKey() deviceId!: number;
  @Text() digest!: string;
  @Instant() reportedAt!: number;
  @Text() osName!: string;
  @Text() osVersion!: string;
  @NullableText() manufacturer!: string | null;
  @NullableText() model!: string | null;
  @NullableText() serialNumber!: string | null;
  @NullableText() cpu!: string | null;
  @NullableInteger() cpuCores!: number | null;
  @NullableBig() memoryBytes!: number | null;
  @NullableBig() diskBytes!: number | null;
  @Text() diskKind!: 'hdd' | 'ssd' | 'unknown';
  @NullableText() biosDate!: string | null;
  @NullableText() osInstalledOn!: string | null;
}
