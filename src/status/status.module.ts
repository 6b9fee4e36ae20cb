import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { InventoryModule } from '../inventory/index.js';
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
import { DevicePage } from './device-page.service.js';
import { Faults } from './faults.service.js';
import { PlacePresence } from './place-presence.service.js';
import { PlaceRepository } from './place.repository.js';
import { PlacesController } from './places.controller.js';
import { SearchRepository } from './search.repository.js';
import { Search } from './search.service.js';
import { WallController } from './wall.controller.js';

/** The live pages. They only read; nothing in the flow knows them. */
@Module({
  imports: [AccessModule, InventoryModule, StateModule, TicketsModule],
  controllers: [BoardController, PlacesController, WallController],
  providers: [
    Board,
    BoardModel,
    BoardRepository,
    BoardStream,
    BoardTickets,
    BoardTiles,
    CenterPage,
    DayBars,
    DevicePage,
    Faults,
    PlacePresence,
    PlaceRepository,
    Search,
    SearchRepository,
  ],
})
export class StatusModule {}
