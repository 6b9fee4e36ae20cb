import { Body, Controller, Get, Post } from '@nestjs/common';
import { NewUser, UserView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { CurrentUser, Requires } from './access.decorators.js';
import type { SignedInUser } from './sessions.service.js';
import { Users } from './users.service.js';

@Controller('api/v1/users')
@Requires('users.manage')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  @Get()
  list(): Promise<UserView[]> {
    return this.users.all();
  }

  @Post()
  add(@Body({ schema: NewUser }) user: NewUser, @CurrentUser() by: SignedInUser): Promise<UserView> {
    return this.users.add(user, by.id, this.clock.now());
  }
}
