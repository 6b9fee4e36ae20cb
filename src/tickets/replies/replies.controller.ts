import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import {
  type CannedReplies as CannedRepliesView,
  CannedReplySave,
  NewCannedReply,
} from '../../contracts/api/index.js';
import { CannedReplies } from './canned-replies.service.js';

/** Canned replies, for those who keep them. */
@ApiTags('replies')
@Controller('api/v1/replies')
@Requires('tickets.work')
export class RepliesController {
  constructor(private readonly replies: CannedReplies) {}

  @Get()
  @ApiOperation({ summary: 'The shared ones, and one’s own. Since 0.5.' })
  list(@CurrentUser() user: SignedInUser): Promise<CannedRepliesView> {
    return this.replies.view(user);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'A new one; answers all. Since 0.5.' })
  async create(
    @Body({ schema: NewCannedReply }) reply: NewCannedReply,
    @CurrentUser() user: SignedInUser,
  ): Promise<CannedRepliesView> {
    await this.replies.create(reply, user);
    return this.replies.view(user);
  }

  @Post(':id')
  @HttpCode(200)
  @ApiOperation({ summary: 'Changes one, unless somebody was faster (409). Since 0.5.' })
  async save(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CannedReplySave }) { version, ...reply }: CannedReplySave,
    @CurrentUser() user: SignedInUser,
  ): Promise<CannedRepliesView> {
    await this.replies.save(id, version, reply, user);
    return this.replies.view(user);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes one. Since 0.5.' })
  async remove(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<void> {
    await this.replies.remove(id, user);
  }
}
