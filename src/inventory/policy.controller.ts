import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import {
  PolicyCheckRequest,
  type PolicyFaults,
  type PolicyHistory,
  type PolicyPage,
  PolicySave,
  PolicyUndo,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { PolicyPages } from './policy-pages.service.js';
import { PolicyService } from './policy.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;
const PageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });
type PageQuery = z.infer<typeof PageQuery>;

@ApiTags('policies')
@Controller('api/v1/policies')
@Requires('policies.manage')
export class PolicyController {
  constructor(
    private readonly pages: PolicyPages,
    private readonly policies: PolicyService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every threshold, grouped by what it decides. Since 0.2.' })
  page(): Promise<PolicyPage> {
    return this.pages.page();
  }

  @Post()
  @ApiOperation({ summary: 'Changes values, all or none; answers the page as it is then. Since 0.2.' })
  @HttpCode(200)
  async save(
    @Body({ schema: PolicySave }) { changes, revision, note }: PolicySave,
    @CurrentUser() by: SignedInUser,
  ): Promise<PolicyPage> {
    const author = { userId: by.id, name: by.name };
    await this.policies.change({ values: changes, revision, note }, author, this.clock.now());
    return this.pages.page();
  }

  @Post('check')
  @ApiOperation({ summary: 'What is wrong with a draft, without making it. Since 0.2.' })
  @HttpCode(200)
  async check(@Body({ schema: PolicyCheckRequest }) { changes }: PolicyCheckRequest): Promise<PolicyFaults> {
    const faults = await this.policies.faultsOf(changes);
    return { faults: faults.map(({ key, code, vi, en }) => ({ key, code, message: { vi, en } })) };
  }

  @Get('changes')
  @ApiOperation({ summary: 'Everything that was changed, newest first; 50 a page. Since 0.2.' })
  history(@Query({ schema: PageQuery }) { page }: PageQuery): Promise<PolicyHistory> {
    return this.pages.history(page);
  }

  @Post('changes/:id/undo')
  @ApiOperation({ summary: 'Back to the value before this change, as a change of its own. Since 0.2.' })
  @HttpCode(204)
  undo(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: PolicyUndo }) asked: PolicyUndo,
    @CurrentUser() by: SignedInUser,
  ): Promise<void> {
    return this.pages.undo(id, asked, { userId: by.id, name: by.name }, this.clock.now());
  }
}
