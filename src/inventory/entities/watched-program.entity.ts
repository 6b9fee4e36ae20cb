import { Entity } from 'typeorm';
import { Integer, NullableInteger, NullableText, Text, TextKey } from '../../platform/database/index.js';

/** A program or web system that agents watch. Editable without a release; nothing is probed until it is enabled. */
@Entity('watched_program')
export class WatchedProgramEntity {
  @TextKey() id!: string;
  @Text() nameVi!: string;
  @Text() nameEn!: string;
  @Text() kind!: 'web' | 'desktop';
  @NullableText() processName!: string | null;
  @NullableText() pathContains!: string | null;
  @NullableInteger() listenPort!: number | null;
  @Integer() watchWindows!: number;
  @NullableText() url!: string | null;
  @Text() method!: 'HEAD' | 'GET';
  @Integer() intervalSeconds!: number;
  @Integer() timeoutMs!: number;
  @Integer() slowMs!: number;
  @Integer() confirmTries!: number;
  /** Hosts of its pages, separated by spaces; null: tabs are not watched. */
  @NullableText() tabHosts!: string | null;
  @Integer() tabSlowMs!: number;
  @Text() severity!: 'critical' | 'high' | 'normal' | 'low';
  /** 1: its process must run on every PC. */
  @Integer() required!: number;
  @Integer() enabled!: number;
  /** Whom its faults are handed over to: people at the desk read it, no PC is told. */
  @NullableText() vendorName!: string | null;
  @NullableText() vendorHotline!: string | null;
  @NullableText() vendorEmail!: string | null;
}
