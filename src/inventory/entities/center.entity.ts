import { Entity } from 'typeorm';
import { Id, Instant, NullableInteger, Text } from '../../platform/database/index.js';

@Entity('center')
export class CenterEntity {
  @Id() id!: number;
  @Text() communeCode!: string;
  @Text() provinceCode!: string;
  /** Short name for tiles and tickets: "Xã Lạc Lương". */
  @Text() name!: string;
  @Text() fullName!: string;
  @Text() folded!: string;
  @NullableInteger() expectedDevices!: number | null;
  /** The secret in the address of the form that needs no password. */
  @Text() publicLink!: string;
  @Instant() createdAt!: number;
}
