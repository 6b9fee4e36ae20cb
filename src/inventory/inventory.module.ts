import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AgentPolicies } from './agent-policies.service.js';
import { Calendars } from './calendars.service.js';
import { CatalogueSeeder } from './catalogue.seeder.js';
import { Centers } from './centers.service.js';
import { DeviceIdentities } from './device-identities.js';
import { DeviceGuard } from './device.guard.js';
import { Devices } from './devices.service.js';
import { EnrolmentController } from './enrolment.controller.js';
import { Enrolments } from './enrolments.service.js';
import { JoinCodesController } from './join-codes.controller.js';
import { JoinCodes } from './join-codes.service.js';
import { PolicyController } from './policy.controller.js';
import { PolicyPages } from './policy-pages.service.js';
import { PolicyService } from './policy.service.js';
import { Programs } from './programs.service.js';

@Module({
  imports: [AccessModule],
  controllers: [EnrolmentController, JoinCodesController, PolicyController],
  providers: [
    AgentPolicies,
    Calendars,
    CatalogueSeeder,
    Centers,
    DeviceIdentities,
    Devices,
    Enrolments,
    JoinCodes,
    PolicyPages,
    PolicyService,
    Programs,
    { provide: APP_GUARD, useClass: DeviceGuard },
  ],
  exports: [AgentPolicies, Calendars, Centers, Devices, JoinCodes, PolicyService, Programs],
})
export class InventoryModule {}
