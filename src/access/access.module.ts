import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AuditTrail } from './audit-trail.js';
import { Passwords } from './passwords.js';
import { Places } from './places.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SetupLinks } from './setup-links.service.js';
import { SignIn } from './sign-in.service.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';
import { WallCookie } from './wall-cookie.js';
import { WallLinks } from './wall-links.service.js';
import { WallLinksController } from './wall-links.controller.js';

@Module({
  controllers: [SessionController, SetupController, UsersController, WallLinksController],
  providers: [
    AuditTrail,
    Passwords,
    Places,
    SessionCookie,
    Sessions,
    SetupLinks,
    SignIn,
    Users,
    WallCookie,
    WallLinks,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AuditTrail, Places, SessionCookie, Sessions, SetupLinks, Users, WallCookie, WallLinks],
})
export class AccessModule {}
