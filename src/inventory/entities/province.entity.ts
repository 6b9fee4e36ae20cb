import { Entity } from 'typeorm';
import { Text, TextKey } from '../../platform/database/index.js';

@Entity('province')
export class ProvinceEntity {
  /** Two digits with leading zeros: "01" … "96". */
  @TextKey() code!: string;
  @Text() name!: string;
}
