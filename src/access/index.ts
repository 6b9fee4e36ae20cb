import { AuditEntryEntity } from './entities/audit-entry.entity.js';
import { LoginSessionEntity } from './entities/login-session.entity.js';
import { SetupLinkEntity } from './entities/setup-link.entity.js';
import { UserAccountEntity } from './entities/user-account.entity.js';
import { WallLinkEntity } from './entities/wall-link.entity.js';

export { accessCommands } from './access.commands.js';
export { AccessModule } from './access.module.js';
export {
  AgentOnly,
  Anyone,
  CurrentScreen,
  CurrentUser,
  DECLARATION,
  type Declaration,
  Requires,
  ScreenMay,
  SignedIn,
} from './access.decorators.js';
export { AuditTrail, type AuditRecord } from './audit-trail.js';
export { type Hold, holds, holdsProvince } from './domain/hold.js';
export { mayDo, permissionsOf } from './domain/permissions.js';
export { GUARDED, INVENTED, PASSWORD_COST, type PasswordCost } from './passwords.js';
export { Places } from './places.service.js';
export { digestOf, newSecret } from './secret.js';
export { SessionCookie } from './session-cookie.js';
export { Sessions, type SignedInUser } from './sessions.service.js';
export { SetupLinks } from './setup-links.service.js';
export { Users } from './users.service.js';
export { WallCookie } from './wall-cookie.js';
export { WallLinks, type WallScreen } from './wall-links.service.js';

export const ACCESS_ENTITIES = [
  AuditEntryEntity,
  LoginSessionEntity,
  SetupLinkEntity,
  UserAccountEntity,
  WallLinkEntity,
];
