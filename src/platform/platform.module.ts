import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Dispatcher, Outbox } from './outbox/index.js';
import { Scheduler } from './scheduler/index.js';
import { ChangeFeed } from './signals/index.js';

@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [Outbox, Dispatcher, Scheduler, ChangeFeed],
  exports: [Outbox, Dispatcher, Scheduler, ChangeFeed],
})
export class PlatformModule {}
