import { Column, DefaultNamingStrategy, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** `lastReceivedAt` in code, `last_received_at` in the database. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** Generated integer key. */
export const Id = (): PropertyDecorator => PrimaryGeneratedColumn({ type: 'integer' });
export const TextKey = (): PropertyDecorator => PrimaryColumn({ type: 'text' });
export const IntegerKey = (): PropertyDecorator => PrimaryColumn({ type: 'integer' });

export const Text = (): PropertyDecorator => Column({ type: 'text' });
export const NullableText = (): PropertyDecorator => Column({ type: 'text', nullable: true });
export const Integer = (): PropertyDecorator => Column({ type: 'integer' });
export const NullableInteger = (): PropertyDecorator => Column({ type: 'integer', nullable: true });

/** Epoch milliseconds. Civil dates are ISO text instead. */
export const Instant = (): PropertyDecorator => Column({ type: 'bigint' });
export const NullableInstant = (): PropertyDecorator => Column({ type: 'bigint', nullable: true });

/** Counts of bytes and the like, beyond 32 bits. */
export const Big = (): PropertyDecorator => Column({ type: 'bigint' });
export const NullableBig = (): PropertyDecorator => Column({ type: 'bigint', nullable: true });
export const NullableReal = (): PropertyDecorator => Column({ type: 'double precision', nullable: true });
