import { FindingEntity } from './entities/finding.entity.js';

export { DetectionModule } from './detection.module.js';
export type { Evidence, RuleId, Severity } from './domain/finding.js';
export { FindingEntity };
export { type Finding, FindingRepository } from './finding.repository.js';
export { type ReachLine, Reachability, type ReturnEvidence } from './reachability.js';
export { RULE_IDS } from './rules/index.js';
export type { ServerStanding } from '../state/index.js';
export { actionFor, daysLeft } from './rules/certificate-ending.rule.js';

export const DETECTION_ENTITIES = [FindingEntity];
