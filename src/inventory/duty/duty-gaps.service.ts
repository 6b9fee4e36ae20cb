import { Injectable } from '@nestjs/common';
import { civilDay, DAY_MS } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Text } from '../../platform/i18n/index.js';
import { Calendars } from '../calendars.service.js';
import { stretchesOn, type WorkingStretch } from '../domain/working-calendar.js';
import { gapsOf } from './domain/gaps.js';
import type { DutyTeam, Rota } from './domain/rota.js';
import { wordGap } from './duty.wording.js';
import { Rotas } from './rotas.service.js';

const LOOKED_AHEAD_DAYS = 14;
/** More of them say nothing new. */
const MOST_SHOWN = 20;

/** When nobody of a team will answer, in the coming 14 days. */
@Injectable()
export class DutyGaps {
  constructor(
    private readonly rotas: Rotas,
    private readonly calendars: Calendars,
    private readonly clock: Clock,
  ) {}

  /** One sentence each; of the team as it is given, which need not be kept yet. */
  async ofTeam(team: DutyTeam, given?: Rota): Promise<Text[]> {
    const rota = given ?? (await this.rotas.current());
    const now = this.clock.now();
    const span = { from: now, until: now + LOOKED_AHEAD_DAYS * DAY_MS };
    const gaps = gapsOf(rota, team, await this.workOf(team, span), span);
    return gaps.slice(0, MOST_SHOWN).map(wordGap);
  }

  /** The working time of the centers that the team answers for. */
  private async workOf(team: DutyTeam, span: { from: number; until: number }): Promise<WorkingStretch[]> {
    const places = team.centerIds.map((center) => ({ center }));
    const calendars = await Promise.all(
      (places.length > 0 ? places : [{ province: team.provinceCode }]).map((place) =>
        this.calendars.ofPlace(place),
      ),
    );
    const stretches: WorkingStretch[] = [];
    for (const calendar of new Set(calendars)) {
      for (let day = civilDay(span.from); day <= civilDay(span.until); day++)
        stretches.push(...stretchesOn(calendar, day));
    }
    return stretches;
  }
}
