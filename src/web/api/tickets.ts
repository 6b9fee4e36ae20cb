import type {
  AcknowledgeRequest,
  AssignRequest,
  CancelRequest,
  CategoriseRequest,
  CloseRequest,
  CompanyRequest,
  CommentRequest,
  HandOverRequest,
  MergeRequest,
  PrioritiseRequest,
  RemoteCodes,
  RemoteHelpRequest,
  ReopenRequest,
  ResolveRequest,
  ResumeRequest,
  SendGuideRequest,
  SnoozeRequest,
  SplitReply,
  SplitRequest,
  TicketCompany,
  TicketView,
  WatchRequest,
} from '../../contracts/api/index.js';
import { session } from '../app/session.svelte.js';
import { api, ApiError } from './client.js';

const of = (id: number, verb: string) => `/api/v1/tickets/${id}/${verb}`;

export const comment = (id: number, request: CommentRequest) => api.post(of(id, 'comments'), request);
export const assign = (id: number, request: AssignRequest) => api.post(of(id, 'assign'), request);
export const resolve = (id: number, request: ResolveRequest) => api.post(of(id, 'resolve'), request);
export const reopen = (id: number, request: ReopenRequest) => api.post(of(id, 'reopen'), request);

export const handOver = (id: number, request: HandOverRequest) => api.post(of(id, 'hand-over'), request);
export const resume = (id: number, request: ResumeRequest) => api.post(of(id, 'resume'), request);
export const prioritise = (id: number, request: PrioritiseRequest) => api.post(of(id, 'prioritise'), request);
export const categorise = (id: number, request: CategoriseRequest) => api.post(of(id, 'categorise'), request);
export const company = (id: number, request: CompanyRequest) =>
  api.post<TicketCompany>(of(id, 'company'), request);
export const leaveCompany = (id: number) => api.delete(of(id, 'company'));
export const close = (id: number, request: CloseRequest) => api.post(of(id, 'close'), request);
export const cancel = (id: number, request: CancelRequest) => api.post(of(id, 'cancel'), request);
export const merge = (id: number, request: MergeRequest) => api.post(of(id, 'merge'), request);

export const split = (id: number, request: SplitRequest) => api.post<SplitReply>(of(id, 'split'), request);

export const sendGuide = (id: number, request: SendGuideRequest) => api.post(of(id, 'guides'), request);

export const acknowledge = (id: number, request: AcknowledgeRequest) =>
  api.post(of(id, 'acknowledge'), request);
export const snooze = (id: number, request: SnoozeRequest) => api.post(of(id, 'snooze'), request);

export const askRemoteHelp = (id: number, request: RemoteHelpRequest) =>
  api.post(of(id, 'remote-help'), request);
export const moveRemoteHelp = (id: number, move: 'begin' | 'end', version: number) =>
  api.post(of(id, `remote-help/${move}`), { version });
export const remoteCodes = (id: number) => api.get<RemoteCodes>(of(id, 'remote-help/codes'));

export const watch = (id: number, request: WatchRequest) => api.post(of(id, 'watchers'), request);
export const unwatch = (id: number, personId: number) => api.delete(of(id, `watchers/${personId}`));

/** Takes a ticket that was seen in a list. */
export function takeTicket(id: number): Promise<void> {
  return giveTicket(id, session.view?.user.id ?? null);
}

/** Gives away a ticket that was seen in a list: reads its version first, and leaves it alone if somebody was faster. */
export async function giveTicket(id: number, personId: number | null): Promise<void> {
  const ticket = await api.get<TicketView>(`/api/v1/tickets/${id}`);
  // Whom the rota gave a new ticket to has not taken it.
  const taken = ticket.status !== 'new' && ticket.assignee !== null;
  if (taken && ticket.assigneeId !== personId) {
    throw new ApiError(
      409,
      'TICKET_CHANGED',
      { vi: `${ticket.assignee} vừa nhận phiếu này.`, en: `${ticket.assignee} has just taken this ticket.` },
      null,
      null,
    );
  }
  await assign(id, { version: ticket.version, assigneeId: personId });
}
