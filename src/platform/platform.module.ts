import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Dispatcher, Outbox } from './outbox/index.js';
import { Nightly, Scheduler } from './scheduler/index.js';
import { ChangeFeed } from './signals/index.js';

@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [Outbox, Dispatcher, Scheduler, Nightly, ChangeFeed],
  exports: [Outbox, Dispatcher, Scheduler, Nightly, ChangeFeed],
})
export class PlatformModule {}
