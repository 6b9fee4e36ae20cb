import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser, Users } from '../access/index.js';
import { DigestChoice, type DigestPart, type DigestView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader } from '../platform/database/index.js';
import { digestGroups, wordDigestLine } from './digest-wording.js';
import { DigestRepository, linesOf } from './digest.repository.js';
import { Digests } from './digests.service.js';
import type { DigestLine } from './domain/digest.js';

@ApiTags('digest')
@Controller('api/v1/digest')
@Requires('digest.read')
export class DigestController {
  constructor(
    private readonly digests: Digests,
    private readonly rows: DigestRepository,
    private readonly users: Users,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What deserved no ticket: since the last daily digest, and in it. Since 0.2.' })
  async show(@CurrentUser() user: SignedInUser): Promise<DigestView> {
    const { since, dueAt, lines } = await this.digests.coming(this.clock.now());
    const last = await this.rows.last(this.reader);
    return {
      coming: { since, dueAt, parts: partsOf(lines) },
      last: last && {
        since: last.coversFrom,
        madeAt: last.madeAt ?? last.dueAt,
        parts: partsOf(linesOf(last)),
      },
      wanted: await this.users.wantsDigest(user.id),
    };
  }

  @Post('wanted')
  @HttpCode(204)
  @ApiOperation({ summary: 'Whether the daily digest is mailed to the person who asks. Since 0.2.' })
  async choose(
    @Body({ schema: DigestChoice }) { wanted }: DigestChoice,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    await this.users.chooseDigest(user.id, wanted);
  }
}

function partsOf(lines: readonly DigestLine[]): DigestPart[] {
  return digestGroups(lines).map((group) => ({
    title: group.title,
    lines: group.lines.map((line) => ({ count: line.count, text: wordDigestLine(line), path: line.path })),
  }));
}
