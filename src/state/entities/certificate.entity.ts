import { Entity } from 'typeorm';
import { Id, Instant, Integer, NullableInteger, NullableText, Text } from '../../platform/database/index.js';

/** A certificate that was seen on some PC. Unplugging its token does not end it. */
@Entity('certificate')
export class CertificateEntity {
  @Id() id!: number;
  @Text() thumbprint!: string;
  /** The PC that listed it last. */
  @Integer() deviceId!: number;
  @Text() holder!: string;
  @Text() holderKey!: string;
  @Text() folded!: string;
  @NullableText() organisation!: string | null;
  /** OUs, outermost first, separated by " › ". */
  @Text() units!: string;
  @NullableText() email!: string | null;
  @Text() serial!: string;
  @Text() issuer!: string;
  @Instant() notBefore!: number;
  @Instant() notAfter!: number;
  @Instant() firstSeenAt!: number;
  @Instant() lastSeenAt!: number;
  /** 1: in the newest list of its PC; 0: last seen at `lastSeenAt`. */
  @Integer() present!: number;
  @NullableInteger() supersededBy!: number | null;
}
