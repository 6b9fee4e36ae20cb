import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import { JoinCodeView, NewJoinCode } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { JoinCodes } from './join-codes.service.js';

const RowId = z.coerce.number().int().min(1);

@Controller('api/v1')
@Requires('enrolment.manage')
export class JoinCodesController {
  constructor(
    private readonly joinCodes: JoinCodes,
    private readonly clock: Clock,
  ) {}

  @Get('centers/:id/join-codes')
  list(@Param('id', { schema: RowId }) centerId: number): Promise<JoinCodeView[]> {
    return this.joinCodes.ofCenter(centerId, this.clock.now());
  }

  @Post('centers/:id/join-codes')
  create(
    @Param('id', { schema: RowId }) centerId: number,
    @Body({ schema: NewJoinCode }) asked: NewJoinCode,
    @CurrentUser() by: SignedInUser,
  ): Promise<JoinCodeView> {
    return this.joinCodes.create(centerId, asked, by.id, this.clock.now());
  }

  @Delete('join-codes/:id')
  @HttpCode(204)
  revoke(@Param('id', { schema: RowId }) id: number, @CurrentUser() by: SignedInUser): Promise<void> {
    return this.joinCodes.revoke(id, by.id, this.clock.now());
  }
}
