import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { InventoryModule } from '../inventory/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { StateModule } from '../state/index.js';
import { TicketsModule } from '../tickets/index.js';
import { BoardController } from './board.controller.js';
import { BoardRepository } from './board.repository.js';
import { Board } from './board.service.js';
import { BoardModel } from './board-model.js';
import { BoardStream } from './board-stream.js';
import { BoardTickets } from './board-tickets.js';
import { BoardTiles } from './board-tiles.js';
import { CenterPage } from './center-page.service.js';
import { DayBars } from './day-bars.service.js';
import { DayRollup } from './day-rollup.service.js';
import { DevicePage } from './device-page.service.js';
import { Faults } from './faults.service.js';
import { HistoryController } from './history.controller.js';
import { HistoryPage } from './history-page.service.js';
import { HistoryRepository } from './history.repository.js';
import { InboxController } from './inbox.controller.js';
import { InboxStream } from './inbox-stream.js';
import { PlacePresence } from './place-presence.service.js';
import { PlaceRepository } from './place.repository.js';
import { PlacesController } from './places.controller.js';
import { SearchRepository } from './search.repository.js';
import { Search } from './search.service.js';
import { WallController } from './wall.controller.js';

const ROLLUP_PERIOD_MS = 10_000;

/** The live pages, and days in short for their bars. They read from the side; nothing in the flow knows them. */
@Module({
  imports: [AccessModule, InventoryModule, StateModule, TicketsModule, NotificationsModule],
  controllers: [BoardController, HistoryController, InboxController, PlacesController, WallController],
  providers: [
    Board,
    BoardModel,
    BoardRepository,
    BoardStream,
    BoardTickets,
    BoardTiles,
    CenterPage,
    DayBars,
    DayRollup,
    DevicePage,
    Faults,
    HistoryPage,
    HistoryRepository,
    InboxStream,
    PlacePresence,
    PlaceRepository,
    Search,
    SearchRepository,
  ],
})
export class StatusModule implements OnModuleInit {
  constructor(
    private readonly rollup: DayRollup,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('history.changed', (tx, event, now) => {
      const [deviceId, day] = event.key.split('/').map(Number);
      return this.rollup.toldLate(tx, deviceId!, day!, now);
    });
    this.nightly.every('status.days', (now, ranAt) => this.rollup.dayIsOver(now, ranAt));
    this.nightly.forgetting('status.retention', (now) => this.rollup.forget(now));
    this.scheduler.every('status.history', ROLLUP_PERIOD_MS, (now) => this.rollup.sweep(now));
  }
}
