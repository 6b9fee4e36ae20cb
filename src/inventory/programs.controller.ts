import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import { NewProgram, ProgramChange, type ProgramView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { PROGRAM_FIELDS } from './domain/program-fields.js';
import type { WatchedProgramEntity } from './entities/watched-program.entity.js';
import type { Author } from './policy.service.js';
import { Programs } from './programs.service.js';

@ApiTags('programs')
@Controller('api/v1/programs')
@Requires('policies.manage')
export class ProgramsController {
  constructor(
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Watched programs, enabled or not. Since 0.2.' })
  async list(): Promise<ProgramView[]> {
    return (await this.programs.all()).map(viewOf);
  }

  @Post()
  @ApiOperation({ summary: 'A new program; nothing is probed until it is enabled. Since 0.2.' })
  async add(
    @Body({ schema: NewProgram }) asked: NewProgram,
    @CurrentUser() by: SignedInUser,
  ): Promise<ProgramView> {
    await this.programs.add(asked, authorOf(by), this.clock.now());
    return viewOf(await this.programs.require(asked.id));
  }

  @Post(':id')
  @ApiOperation({ summary: 'Changes fields, all or none. Since 0.2.' })
  @HttpCode(200)
  async change(
    @Param('id') id: string,
    @Body({ schema: ProgramChange }) { fields }: ProgramChange,
    @CurrentUser() by: SignedInUser,
  ): Promise<ProgramView> {
    await this.programs.set(id, fields, authorOf(by), this.clock.now());
    return viewOf(await this.programs.require(id));
  }

  @Post(':id/enable')
  @ApiOperation({ summary: 'Agents begin to watch it. Since 0.2.' })
  @HttpCode(204)
  enable(@Param('id') id: string, @CurrentUser() by: SignedInUser): Promise<void> {
    return this.programs.enable(id, authorOf(by), this.clock.now());
  }

  @Post(':id/disable')
  @ApiOperation({ summary: 'Agents stop watching it. Since 0.2.' })
  @HttpCode(204)
  disable(@Param('id') id: string, @CurrentUser() by: SignedInUser): Promise<void> {
    return this.programs.disable(id, authorOf(by), this.clock.now());
  }
}

function authorOf({ id, name }: SignedInUser): Author {
  return { userId: id, name };
}

function viewOf(program: WatchedProgramEntity): ProgramView {
  const { id, kind, nameVi, nameEn, enabled } = program;
  const fields = Object.fromEntries(PROGRAM_FIELDS.map((field) => [field, String(program[field] ?? '')]));
  return { id, kind, nameVi, nameEn, enabled: enabled === 1, fields };
}
