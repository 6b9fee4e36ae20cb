import { Controller, Delete, HttpCode, Param, ParseIntPipe, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import type { UploadReply } from '../../contracts/api/index.js';
import { ApiForm } from '../../platform/http/index.js';
import { TicketReads } from '../ticket-reads.js';
import { readUpload } from './read-upload.js';
import { Uploads } from './uploads.service.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id/uploads')
@Requires('tickets.work')
export class UploadsController {
  constructor(
    private readonly reads: TicketReads,
    private readonly uploads: Uploads,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'A file for an entry that is about to be written. Since 0.5.' })
  @ApiForm(z.object({}), 'file')
  async add(
    @Param('id', ParseIntPipe) id: number,
    @Req() request: FastifyRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<UploadReply> {
    await this.reads.mustHold(id, user);
    return this.uploads.add(id, user.id, await readUpload(request));
  }

  @Delete(':upload')
  @HttpCode(204)
  @ApiOperation({ summary: 'It is not sent after all. Since 0.5.' })
  async remove(
    @Param('id', ParseIntPipe) id: number,
    @Param('upload', ParseIntPipe) upload: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    await this.reads.mustHold(id, user);
    await this.uploads.remove(id, user.id, upload);
  }
}
