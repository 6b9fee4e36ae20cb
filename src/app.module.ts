import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule, GUARDED, PASSWORD_COST, type PasswordCost } from './access/index.js';
import { DETECTION_ENTITIES, DetectionModule } from './detection/index.js';
import { INCIDENT_ENTITIES, IncidentsModule } from './incidents/index.js';
import { IngestModule } from './ingest/index.js';
import { INVENTORY_ENTITIES, InventoryModule } from './inventory/index.js';
import { CHANNEL, type Channel, NOTIFICATION_ENTITIES, NotificationsModule } from './notifications/index.js';
import { Clock } from './platform/clock/index.js';
import { Config } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { Acceptors, Metrics, PublicAddress, WebPages } from './platform/http/index.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReportsModule } from './reports/index.js';
import { PROBER, type Prober, STATE_ENTITIES, StateModule } from './state/index.js';
import { StatusModule } from './status/index.js';
import { TICKET_ENTITIES, TicketsModule } from './tickets/index.js';

/**
 * What the application is handed from outside: settings and time, where messages go when that is not the mail server, and what
 * tries the watched web systems from here; without it nothing does. Only invented people have cheaper passwords.
 */
export interface Surroundings {
  config: Config;
  clock: Clock;
  channel?: Channel;
  prober?: Prober;
  passwordCost?: PasswordCost;
}

@Global()
@Module({})
export class SurroundingsModule {
  static with({ config, clock, channel, prober, passwordCost }: Surroundings): DynamicModule {
    return {
      module: SurroundingsModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: CHANNEL, useValue: channel ?? null },
        { provide: PROBER, useValue: prober ?? null },
        { provide: PASSWORD_COST, useValue: passwordCost ?? GUARDED },
        PublicAddress,
        Acceptors,
        Metrics,
        WebPages,
      ],
      exports: [Config, Clock, CHANNEL, PROBER, PASSWORD_COST, PublicAddress, Acceptors, Metrics, WebPages],
    };
  }
}

/** Every table of every stage: the one schema of the server and of its admin commands. */
export const ENTITIES = [
  ...ACCESS_ENTITIES,
  ...INVENTORY_ENTITIES,
  ...STATE_ENTITIES,
  ...DETECTION_ENTITIES,
  ...INCIDENT_ENTITIES,
  ...TICKET_ENTITIES,
  ...NOTIFICATION_ENTITIES,
];

/** The one place that names every stage, in the order of the flow. */
@Module({})
export class AppModule {
  static with(surroundings: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SurroundingsModule.with(surroundings),
        DatabaseModule.forRoot(ENTITIES),
        PlatformModule,
        AccessModule,
        InventoryModule,
        IngestModule,
        StateModule,
        DetectionModule,
        IncidentsModule,
        TicketsModule,
        NotificationsModule,
        StatusModule,
        ReportsModule,
      ],
    };
  }
}
