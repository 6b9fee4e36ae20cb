import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule, AuditTrail } from '../access/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { AgentPolicies } from './agent-policies.service.js';
import { CalendarImports } from './calendar-import.service.js';
import { CalendarPages } from './calendar-pages.service.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarReminder, REMINDER_PERIOD_MS } from './calendar-reminder.js';
import { Calendars } from './calendars.service.js';
import { CatalogueSeeder } from './catalogue.seeder.js';
import { Centers } from './centers.service.js';
import { DeviceIdentities } from './device-identities.js';
import { DeviceGuard } from './device.guard.js';
import { PlaceScopes } from './place-scopes.js';
import { Devices } from './devices.service.js';
import { DutyController } from './duty/duty.controller.js';
import { DutyEditor } from './duty/duty-editor.service.js';
import { DutyGaps } from './duty/duty-gaps.service.js';
import { DutyPages } from './duty/duty-pages.service.js';
import { Rotas } from './duty/rotas.service.js';
import { StandIns } from './duty/stand-ins.service.js';
import { EnrolmentController } from './enrolment.controller.js';
import { Enrolments } from './enrolments.service.js';
import { Holidays } from './holidays.service.js';
import { CenterLinksController } from './center-links.controller.js';
import { CenterLinks } from './center-links.service.js';
import { JoinCodesController } from './join-codes.controller.js';
import { JoinCodes } from './join-codes.service.js';
import { MaintenanceController } from './maintenance.controller.js';
import { MaintenancePages } from './maintenance-pages.service.js';
import { Maintenance } from './maintenance.service.js';
import { PolicyController } from './policy.controller.js';
import { PolicyPages } from './policy-pages.service.js';
import { PolicyService } from './policy.service.js';
import { ProgramsController } from './programs.controller.js';
import { Programs } from './programs.service.js';

@Module({
  imports: [AccessModule],
  controllers: [
    CalendarController,
    DutyController,
    EnrolmentController,
    CenterLinksController,
    JoinCodesController,
    MaintenanceController,
    PolicyController,
    ProgramsController,
  ],
  providers: [
    AgentPolicies,
    CalendarImports,
    CalendarPages,
    CalendarReminder,
    Calendars,
    CatalogueSeeder,
    Centers,
    DeviceIdentities,
    Devices,
    PlaceScopes,
    DutyEditor,
    DutyGaps,
    DutyPages,
    Enrolments,
    Holidays,
    CenterLinks,
    JoinCodes,
    Maintenance,
    MaintenancePages,
    MaintenancePages,
    PolicyPages,
    PolicyService,
    Programs,
    Rotas,
    StandIns,
    { provide: APP_GUARD, useClass: DeviceGuard },
  ],
  exports: [
    AgentPolicies,
    CalendarImports,
    Calendars,
    Centers,
    Devices,
    PlaceScopes,
    Holidays,
    JoinCodes,
    Maintenance,
    MaintenancePages,
    PolicyService,
    Programs,
    Rotas,
  ],
})
export class InventoryModule implements OnModuleInit {
  constructor(
    private readonly reminder: CalendarReminder,
    private readonly scheduler: Scheduler,
    private readonly nightly: Nightly,
    private readonly policies: PolicyService,
    private readonly audit: AuditTrail,
    private readonly rotas: Rotas,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('inventory.reminder', REMINDER_PERIOD_MS, (now) => this.reminder.remind(now));
    // The audit trail is access's; how long it is kept is a policy, which only the inventory knows.
    this.nightly.forgetting('inventory.retention', async (now) => {
      const { policy } = await this.policies.current();
      await this.audit.forget(now - policy['retention.auditDays'] * DAY_MS);
      await this.rotas.forgetOld(now - policy['retention.historyDays'] * DAY_MS);
    });
  }
}
