import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { AgentOnly, Anyone } from '../access/index.js';
import {
  type AgentPolicy,
  CONTRACT_VERSION,
  type EnrolmentReply,
  EnrolmentRequest,
} from '../contracts/agent/index.js';
import { Clock } from '../platform/clock/index.js';
import { invalid } from '../platform/http/index.js';
import { AgentPolicies } from './agent-policies.service.js';
import { Enrolments } from './enrolments.service.js';
import { versionUnsupported } from './inventory.refusals.js';

@Controller('api/agent/v1')
export class EnrolmentController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly policies: AgentPolicies,
    private readonly clock: Clock,
  ) {}

  /** The code in the body is the proof. Checked here and not by the pipe, because agents know this error by its own code. */
  @Post('enrolments')
  @HttpCode(201)
  @Anyone()
  enrol(@Body() body: unknown): Promise<EnrolmentReply> {
    const version: unknown = (body as { v?: unknown } | null | undefined)?.v;
    if (typeof version === 'number' && version !== CONTRACT_VERSION) throw versionUnsupported();
    const request = EnrolmentRequest.safeParse(body);
    if (!request.success) throw invalid('ENROLMENT_INVALID', request.error.issues);
    return this.enrolments.enrol(request.data, this.clock.now());
  }

  @Get('policy')
  @AgentOnly()
  policy(): Promise<AgentPolicy> {
    return this.policies.current();
  }
}
