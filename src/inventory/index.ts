import { CenterEntity } from './entities/center.entity.js';
import { CommuneEntity } from './entities/commune.entity.js';
import { DeviceEntity } from './entities/device.entity.js';
import { DutyAbsenceEntity } from './duty/entities/duty-absence.entity.js';
import { DutyShiftEntity } from './duty/entities/duty-shift.entity.js';
import { DutySwapEntity } from './duty/entities/duty-swap.entity.js';
import { DutyTeamEntity } from './duty/entities/duty-team.entity.js';
import { HolidayEntity } from './entities/holiday.entity.js';
import { HolidayYearEntity } from './entities/holiday-year.entity.js';
import { JoinCodeEntity } from './entities/join-code.entity.js';
import { MaintenanceWindowEntity } from './entities/maintenance-window.entity.js';
import { PolicyChangeEntity } from './entities/policy-change.entity.js';
import { PolicyValueEntity } from './entities/policy-value.entity.js';
import { ProvinceEntity } from './entities/province.entity.js';
import { WatchedProgramEntity } from './entities/watched-program.entity.js';
import { WorkingSessionEntity } from './entities/working-session.entity.js';

export { InventoryModule } from './inventory.module.js';
export { inventoryCommands } from './inventory.commands.js';
export { AgentPolicies } from './agent-policies.service.js';
export { CalendarImports } from './calendar-import.service.js';
export { type CalendarPlace, Calendars } from './calendars.service.js';
export { Centers } from './centers.service.js';
export { DeviceActivity } from './device-activity.js';
export { bearerToken, CurrentDevice, usable } from './device.guard.js';
export type { DeviceIdentity } from './device-identities.js';
export { DEFAULT_PROGRAMS } from './default-programs.js';
export { PlaceScopes } from './place-scopes.js';
export { Devices } from './devices.service.js';
export { ageOf, type AgeFacts, type DeviceAge } from './domain/device-age.js';
export { nearest } from './domain/nearest.js';
export { DEFAULT_POLICY, POLICY_KEYS, type Policy, type PolicyKey } from './domain/policy.js';
export { parseSessions } from './domain/working-calendar-text.js';
export {
  afterWorkingDays,
  type DayException,
  isWorkingTime,
  nextWorkingMoment,
  OFFICE_CALENDAR,
  OFFICE_HOURS,
  previousWorkingMoment,
  stretchesOn,
  workBeganAt,
  type WorkingCalendar,
  type WorkingSession,
} from './domain/working-calendar.js';
export { afterWorkingMs, workingMsBetween } from './domain/working-time.js';
export { type DutyPerson, type PeopleOnDuty, Rotas } from './duty/rotas.service.js';
export { Holidays } from './holidays.service.js';
export { tokenMissing, tokenRevoked, tokenUnknown } from './inventory.refusals.js';
export { JoinCodes } from './join-codes.service.js';
export { MaintenancePages } from './maintenance-pages.service.js';
export { Maintenance, type Silence } from './maintenance.service.js';
export { type Author, type CurrentPolicy, PolicyService } from './policy.service.js';
export { Programs, watchedProgramOf } from './programs.service.js';
export {
  CenterEntity,
  CommuneEntity,
  DeviceEntity,
  HolidayEntity,
  HolidayYearEntity,
  JoinCodeEntity,
  MaintenanceWindowEntity,
  PolicyChangeEntity,
  PolicyValueEntity,
  ProvinceEntity,
  WatchedProgramEntity,
  WorkingSessionEntity,
};

export const INVENTORY_ENTITIES = [
  CenterEntity,
  CommuneEntity,
  DeviceEntity,
  DutyAbsenceEntity,
  DutyShiftEntity,
  DutySwapEntity,
  DutyTeamEntity,
  HolidayEntity,
  HolidayYearEntity,
  JoinCodeEntity,
  MaintenanceWindowEntity,
  PolicyChangeEntity,
  PolicyValueEntity,
  ProvinceEntity,
  WatchedProgramEntity,
  WorkingSessionEntity,
];
