import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import type { RenewedLink } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { CenterLinks } from './center-links.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;

@ApiTags('inventory')
@Controller('api/v1/centers/:id/report-link')
@Requires('enrolment.manage')
export class CenterLinksController {
  constructor(
    private readonly links: CenterLinks,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Another address to report by; the one before opens nothing any more. Since 0.4.',
  })
  async renew(
    @Param('id', { schema: RowId }) id: RowId,
    @CurrentUser() by: SignedInUser,
  ): Promise<RenewedLink> {
    return { reportUrl: await this.links.renew(id, by.id, this.clock.now()) };
  }
}
