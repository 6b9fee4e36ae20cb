import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import { type DeskViews, SavedViewChange, SavedViewRequest } from '../../contracts/api/index.js';
import { SavedViews } from './saved-views.service.js';

/** Each answers all the views that whoever asks has then. */
@ApiTags('tickets')
@Controller('api/v1/ticket-views')
@Requires('tickets.work')
export class ViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @ApiOperation({ summary: 'Lists of tickets under a name, with how many each holds. Since 0.5.' })
  all(@CurrentUser() user: SignedInUser): Promise<DeskViews> {
    return this.views.of(user);
  }

  @Post()
  @HttpCode(200)
  async save(
    @Body({ schema: SavedViewRequest }) request: SavedViewRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<DeskViews> {
    await this.views.save(request, user);
    return this.views.of(user);
  }

  @Post(':id')
  @HttpCode(200)
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: SavedViewChange }) request: SavedViewChange,
    @CurrentUser() user: SignedInUser,
  ): Promise<DeskViews> {
    await this.views.change(id, request, user);
    return this.views.of(user);
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<DeskViews> {
    await this.views.remove(id, user);
    return this.views.of(user);
  }
}
