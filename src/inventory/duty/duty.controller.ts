import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import {
  ChangeDutyTeam,
  type DutyPage,
  EndDutyTeam,
  NewDutyAbsence,
  NewDutySwap,
  NewDutyTeam,
} from '../../contracts/api/index.js';
import { DutyEditor } from './duty-editor.service.js';
import { DutyPages } from './duty-pages.service.js';
import { StandIns } from './stand-ins.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;

/** Everybody who reads the board reads who is on duty; who may change what is asked of each team. */
@ApiTags('duty')
@Controller('api/v1/duty')
@Requires('duty.read')
export class DutyController {
  constructor(
    private readonly editor: DutyEditor,
    private readonly standIns: StandIns,
    private readonly pages: DutyPages,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who is on duty: teams, their week, swaps, absences, gaps. Since 0.3.' })
  page(@CurrentUser() by: SignedInUser): Promise<DutyPage> {
    return this.pages.page(by);
  }

  @Post('teams')
  @HttpCode(201)
  @ApiOperation({ summary: 'A new team with its week; answers the page as it is then. Since 0.3.' })
  async add(
    @Body({ schema: NewDutyTeam }) asked: NewDutyTeam,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.editor.add(asked, by);
    return this.page(by);
  }

  @Post('teams/:id')
  @HttpCode(200)
  @ApiOperation({ summary: 'The whole team anew, from a date on; a stale version is refused. Since 0.3.' })
  async change(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: ChangeDutyTeam }) asked: ChangeDutyTeam,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.editor.change(id, asked, by);
    return this.page(by);
  }

  @Post('teams/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'The team is on duty no more. Since 0.3.' })
  async end(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: EndDutyTeam }) { version }: EndDutyTeam,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.editor.end(id, version, by);
    return this.page(by);
  }

  @Post('teams/:id/swaps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody has the shifts of another on one date. Since 0.3.' })
  async swap(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: NewDutySwap }) asked: NewDutySwap,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.standIns.swap(id, asked, by);
    return this.page(by);
  }

  @Delete('swaps/:id')
  @ApiOperation({ summary: 'The week holds again. Since 0.3.' })
  async undoSwap(
    @Param('id', { schema: RowId }) id: RowId,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.standIns.undoSwap(id, by);
    return this.page(by);
  }

  @Post('absences')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody cannot be on duty between two instants. Since 0.3.' })
  async reportAbsence(
    @Body({ schema: NewDutyAbsence }) asked: NewDutyAbsence,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.standIns.reportAbsence(asked, by);
    return this.page(by);
  }

  @Delete('absences/:id')
  @ApiOperation({ summary: 'The person is there after all. Since 0.3.' })
  async removeAbsence(
    @Param('id', { schema: RowId }) id: RowId,
    @CurrentUser() by: SignedInUser,
  ): Promise<DutyPage> {
    await this.standIns.removeAbsence(id, by);
    return this.page(by);
  }
}
