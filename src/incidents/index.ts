import { IncidentDecisionEntity } from './entities/incident-decision.entity.js';
import { IncidentMemberEntity } from './entities/incident-member.entity.js';
import { IncidentEntity } from './entities/incident.entity.js';

export { IncidentDecisionEntity, IncidentEntity, IncidentMemberEntity };
export { IncidentArchive } from './incident-archive.js';
export { type IncidentMember, type IncidentView, IncidentViews } from './incident-views.js';
export { IncidentsModule } from './incidents.module.js';
export { isCenterSilence, type Reach } from './policies/causes.js';
export type { DarknessCause } from './policies/center-silence.js';
export type { Decision } from './policies/decisions.js';
export type { Sides } from './policies/sides.js';
export { certificateRowOf, type StoredCertificate } from './wording/certificate-words.js';
export { wordDarkness } from './wording/center-words.js';
export { wordDecision } from './wording/decision-words.js';
export { wordSides } from './wording/sides-words.js';
export {
  type Wordable,
  wordFinding,
  wordProbeFault,
  wordReach,
  wordRecurrence,
  wordSource,
} from './wording/finding-words.js';

export const INCIDENT_ENTITIES = [IncidentEntity, IncidentMemberEntity, IncidentDecisionEntity];

/** What the members of an incident are made of, for the stages that read incidents. */
export type { Finding, RuleId, Severity } from '../detection/index.js';
