import type {
  NoticeChoice,
  PersonalChannel,
  QuietChoice,
  TicketPriority,
} from '../../contracts/api/index.js';
import type { SkippedReason, ToldReason } from './notice.js';

/** What one person chose; times such as "22:00". */
export interface Preference extends Record<PersonalChannel, NoticeChoice> {
  quiet: QuietChoice;
  quietFrom: string;
  quietTo: string;
}

/** Of whoever never chose. */
export const DEFAULT_PREFERENCE: Preference = {
  mail: 'all',
  browser: 'all',
  zalo: 'urgent',
  quiet: 'office',
  quietFrom: '21:00',
  quietTo: '06:30',
};

/** What a person is to be told of. */
export interface PersonalNews {
  reason: ToldReason;
  priority: TicketPriority;
}

/** What one channel does with it; `why`: null when it tells. */
export interface Route {
  channel: PersonalChannel;
  why: Extract<SkippedReason, 'CHOSEN_OFF' | 'CHOSEN_URGENT' | 'CHANNEL_NOT_SET_UP'> | null;
}

/**
 * By which of the channels that reach a person they are told, and why not by the others. What is for them by name always
 * comes by one of them: where their choices and what this server has leave none, in the pages.
 */
export function routesOf(
  news: PersonalNews,
  preference: Preference,
  reaching: readonly { channel: PersonalChannel; isSetUp: boolean }[],
): Route[] {
  const routes = reaching.map(({ channel, isSetUp }): Route => ({
    channel,
    why: isSetUp ? refusalOf(news, preference[channel]) : 'CHANNEL_NOT_SET_UP',
  }));
  if (!isByName(news.reason) || routes.some(({ why }) => why === null)) return routes;
  return routes.map((route) => (route.channel === 'browser' ? { ...route, why: null } : route));
}

function refusalOf({ reason, priority }: PersonalNews, choice: NoticeChoice): Route['why'] {
  if (choice === 'none') return 'CHOSEN_OFF';
  return choice === 'all' || isUrgent(priority) || isByName(reason) ? null : 'CHOSEN_URGENT';
}

/** May everything be as chosen? What is for a person by name must find a way by one of the channels that reach them. */
export function leavesNoWay(preference: Preference, reaching: readonly PersonalChannel[]): boolean {
  return reaching.every((channel) => preference[channel] === 'none');
}

export function isUrgent(priority: TicketPriority): boolean {
  return priority === 'critical';
}

const BY_NAME: ReadonlySet<ToldReason> = new Set(['ASSIGNED_TO_YOU', 'ESCALATED', 'YOU_ASKED']);

/** Given to them, escalated to them, or an answer to what they asked. */
export function isByName(reason: ToldReason): boolean {
  return BY_NAME.has(reason);
}
