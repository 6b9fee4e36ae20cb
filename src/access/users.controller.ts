import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { NewUser, UserView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { CurrentUser, Requires } from './access.decorators.js';
import { Places } from './places.service.js';
import type { SignedInUser } from './sessions.service.js';
import { Users } from './users.service.js';

@Controller('api/v1/users')
@Requires('users.manage')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get()
  list(): Promise<UserView[]> {
    return this.users.all();
  }

  @Get('provinces')
  @ApiOperation({ summary: 'What an account may be held to, beside one center. Since 0.4.' })
  provinces(): Promise<{ code: string; name: string }[]> {
    return this.places.provinces();
  }

  @Post()
  add(@Body({ schema: NewUser }) user: NewUser, @CurrentUser() by: SignedInUser): Promise<UserView> {
    return this.users.add(user, by.id, this.clock.now());
  }
}
