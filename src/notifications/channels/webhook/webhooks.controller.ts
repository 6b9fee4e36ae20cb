import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../../../access/index.js';
import {
  NewWebhook,
  type WebhookPage,
  type WebhookSecret,
  type WebhookTest,
} from '../../../contracts/api/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { WebhookAdministration } from './webhook-administration.js';

const RowId = z.coerce.number().int().min(1);

@ApiTags('webhooks')
@Controller('api/v1/webhooks')
@Requires('webhooks.manage')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookAdministration,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The endpoints, and what became of what was last sent to each. Since 0.5.' })
  page(): Promise<WebhookPage> {
    return this.webhooks.page(this.clock.now());
  }

  @Post()
  @ApiOperation({ summary: 'Adds an endpoint; the answer tells its secret, once. Since 0.5.' })
  add(
    @Body({ schema: NewWebhook }) asked: NewWebhook,
    @CurrentUser() by: SignedInUser,
  ): Promise<WebhookSecret> {
    return this.webhooks.add(asked, by.id, this.clock.now());
  }

  @Post(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Changes an endpoint, or turns it on or off. Since 0.5.' })
  change(
    @Param('id', { schema: RowId }) id: number,
    @Body({ schema: NewWebhook }) asked: NewWebhook,
    @CurrentUser() by: SignedInUser,
  ): Promise<void> {
    return this.webhooks.change(id, asked, by.id, this.clock.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes an endpoint; what waits for it is not sent. Since 0.5.' })
  remove(@Param('id', { schema: RowId }) id: number, @CurrentUser() by: SignedInUser): Promise<void> {
    return this.webhooks.remove(id, by.id, this.clock.now());
  }

  @Post(':id/secret')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another secret; the former one goes on for a day. Since 0.5.' })
  renewSecret(
    @Param('id', { schema: RowId }) id: number,
    @CurrentUser() by: SignedInUser,
  ): Promise<WebhookSecret> {
    return this.webhooks.renewSecret(id, by.id, this.clock.now());
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a test message now, and tells what was answered. Since 0.5.' })
  test(@Param('id', { schema: RowId }) id: number, @CurrentUser() by: SignedInUser): Promise<WebhookTest> {
    return this.webhooks.test(id, by.id, this.clock.now());
  }
}
