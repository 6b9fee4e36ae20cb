import { Entity } from 'typeorm';
import { Text, TextKey } from '../../platform/database/index.js';

@Entity('commune')
export class CommuneEntity {
  /** Five digits with leading zeros, unique in the nation. */
  @TextKey() code!: string;
  @Text() provinceCode!: string;
  /** With its kind: "Xã Lạc Lương". */
  @Text() name!: string;
}
