import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import {
  CalendarPlaceId,
  type CalendarPlaces,
  type CalendarView,
  type HolidayYearView,
  NewCalendar,
  NewHolidays,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { requireYear } from './calendar-import.service.js';
import { CalendarPages } from './calendar-pages.service.js';

@Controller('api/v1')
@Requires('calendars.manage')
export class CalendarController {
  constructor(
    private readonly pages: CalendarPages,
    private readonly clock: Clock,
  ) {}

  @Get('calendars')
  places(): Promise<CalendarPlaces> {
    return this.pages.places(this.clock.now());
  }

  @Get('calendars/:place')
  hours(@Param('place', { schema: CalendarPlaceId }) place: string): Promise<CalendarView> {
    return this.pages.hoursOf(place, this.clock.now());
  }

  @Post('calendars/:place')
  @HttpCode(200)
  setHours(
    @Param('place', { schema: CalendarPlaceId }) place: string,
    @Body({ schema: NewCalendar }) asked: NewCalendar,
    @CurrentUser() by: SignedInUser,
  ): Promise<CalendarView> {
    return this.pages.setHours(place, asked, by.id, this.clock.now());
  }

  @Delete('calendars/:place')
  @HttpCode(204)
  resetHours(
    @Param('place', { schema: CalendarPlaceId }) place: string,
    @CurrentUser() by: SignedInUser,
  ): Promise<void> {
    return this.pages.resetHours(place, by.id, this.clock.now());
  }

  @Get('holidays/:year')
  holidays(@Param('year') year: string): Promise<HolidayYearView> {
    return this.pages.holidaysOf(requireYear(year));
  }

  @Post('holidays/:year')
  @HttpCode(200)
  setHolidays(
    @Param('year') year: string,
    @Body({ schema: NewHolidays }) asked: NewHolidays,
    @CurrentUser() by: SignedInUser,
  ): Promise<HolidayYearView> {
    return this.pages.setHolidays(requireYear(year), asked, by, this.clock.now());
  }

  @Post('holidays/:year/confirm')
  @HttpCode(200)
  confirm(@Param('year') year: string, @CurrentUser() by: SignedInUser): Promise<HolidayYearView> {
    return this.pages.confirm(requireYear(year), by, this.clock.now());
  }
}
