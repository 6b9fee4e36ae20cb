import { Entity, PrimaryColumn } from 'typeorm';
import { Big, Instant } from '../../platform/database/index.js';

@Entity('disk_level')
export class DiskLevelEntity {
  @PrimaryColumn({ type: 'integer' }) deviceId!: number;
  @PrimaryColumn({ type: 'text' }) mount!: string;
  @Big() totalBytes!: number;
  @Big() freeBytes!: number;
  @Instant() at!: number;
}
