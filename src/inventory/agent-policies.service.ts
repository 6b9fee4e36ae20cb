import { Injectable } from '@nestjs/common';
import { type AgentPolicy, CONTRACT_VERSION } from '../contracts/agent/index.js';
import { PolicyService } from './policy.service.js';
import { Programs, watchedProgramOf } from './programs.service.js';

/** Everything the server asks of agents. */
@Injectable()
export class AgentPolicies {
  constructor(
    private readonly policy: PolicyService,
    private readonly programs: Programs,
  ) {}

  /**
   * The version is read before the programs: if they change in between, agents hold the newer programs under the older
   * number and fetch once more, never the other way round.
   */
  async current(): Promise<AgentPolicy> {
    const { policy, version } = await this.policy.current();
    const programs = await this.programs.enabled();
    return {
      v: CONTRACT_VERSION,
      version,
      beatSeconds: policy['beat.seconds'],
      programs: programs.map(watchedProgramOf),
      certificates: { issuers: policy['certificate.issuers'] },
    };
  }
}
