import { z } from 'zod';
import { Moment, Text, Tone } from './common.js';

/** A stretch of a bar. `label` says it in words. */
export const BarSpan = z.object({ from: Moment, until: Moment, tone: Tone, label: Text });
export type BarSpan = z.infer<typeof BarSpan>;
