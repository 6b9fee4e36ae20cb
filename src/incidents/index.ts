import { IncidentMemberEntity } from './entities/incident-member.entity.js';
import { IncidentEntity } from './entities/incident.entity.js';

export { IncidentEntity, IncidentMemberEntity };
export { type IncidentMember, type IncidentView, IncidentViews } from './incident-views.js';
export { IncidentsModule } from './incidents.module.js';
export type { Reach } from './policies/causes.js';
export { certificateRowOf, type StoredCertificate } from './wording/certificate-words.js';
export {
  type Wordable,
  wordFinding,
  wordProbeFault,
  wordReach,
  wordSource,
} from './wording/finding-words.js';

export const INCIDENT_ENTITIES = [IncidentEntity, IncidentMemberEntity];

/** What the members of an incident are made of, for the stages that read incidents. */
export type { Finding, RuleId, Severity } from '../detection/index.js';
