import { z } from 'zod';

export const Role = z.enum(['administrator', 'technician', 'center_head', 'clerk', 'viewer']);
export type Role = z.infer<typeof Role>;

export const Permission = z.enum([
  'board.read',
  'centers.read',
  'devices.read',
  'tickets.read',
  'tickets.work',
  'notes.read',
  'mail.manage',
  'enrolment.manage',
  'reports.read',
  'digest.read',
  'users.manage',
  'policies.manage',
  'calendars.manage',
  'maintenance.manage',
  'walls.manage',
  'webhooks.manage',
  'duty.read',
  'duty.manage',
  'wall.read',
]);
export type Permission = z.infer<typeof Permission>;

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(64)
  .regex(/^[a-z0-9._@-]+$/);
export const NewPassword = z.string().min(14).max(200);

export const SignInRequest = z.object({ login: Login, password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** `GET /api/v1/session` (401 when nobody is signed in), and the answer to `POST /api/v1/session`. */
export const SessionView = z.object({
  user: z.object({
    id: z.int(),
    login: z.string(),
    name: z.string(),
    role: Role,
    email: z.string().nullable(),
    /** Code of the province that the person is held to; null: none. */
    province: z.string().nullable(),
    /** The center of it that the person is held to; null: none. */
    center: z.int().nullable(),
  }),
  permissions: z.array(Permission),
});
export type SessionView = z.infer<typeof SessionView>;

/** `GET /api/v1/setup?token=` → { valid }. `POST /api/v1/setup` makes the first administrator and signs in. */
export const SetupStatus = z.object({
  valid: z.boolean(),
  reason: z.enum(['ok', 'used', 'expired', 'unknown']),
});
export type SetupStatus = z.infer<typeof SetupStatus>;
export const SetupRequest = z.object({
  token: z.string().min(1).max(128),
  login: Login,
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: NewPassword,
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** `GET /api/v1/users`, `POST /api/v1/users` (users.manage). */
export const UserView = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string(),
  role: Role,
  email: z.string().nullable(),
  /** Code of the province that the person is held to; null: none. */
  province: z.string().nullable(),
  /** The center of it that the person is held to; null: none. */
  center: z.int().nullable(),
  /** The name of what the person is held to; null: of nothing. */
  place: z.string().nullable(),
  disabled: z.boolean(),
});
export type UserView = z.infer<typeof UserView>;
export const NewUser = z.object({
  login: Login,
  name: z.string().trim().min(1).max(100),
  role: Role,
  email: z.email().max(254).nullable(),
  province: z
    .string()
    .regex(/^\d{2}$/)
    .nullable()
    .optional(),
  /** Held to this center alone; then its province need not be said. */
  center: z.int().min(1).nullable().optional(),
  password: NewPassword,
});
export type NewUser = z.infer<typeof NewUser>;
