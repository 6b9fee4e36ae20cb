import { z } from 'zod';
import { GuideState, ReportCategory } from '../../contracts/api/index.js';

const Q = z.string().max(200).default('');
export const PublicQuery = z.object({ q: Q, category: ReportCategory.optional() });
export type PublicQuery = z.infer<typeof PublicQuery>;
export const StaffQuery = PublicQuery.extend({ state: GuideState.optional() });
export type StaffQuery = z.infer<typeof StaffQuery>;
export const FormQuery = z.object({ ticket: z.coerce.number().int().min(1).optional() });
export type FormQuery = z.infer<typeof FormQuery>;
/** A part of an address that no guide has is one that is not there, not one to refuse. */
export const Slug = z.string().max(200);
export const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);
