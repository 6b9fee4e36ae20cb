import { CannedReplies } from './canned-replies.service.js';
import { CannedReplyEntity } from './entities/canned-reply.entity.js';
import { FittingReplies } from './fitting-replies.js';
import { RepliesController } from './replies.controller.js';
import { ReplySeeder } from './reply.seeder.js';
import { TicketRepliesController } from './ticket-replies.controller.js';

export const REPLY_ENTITIES = [CannedReplyEntity];
export const REPLY_CONTROLLERS = [RepliesController, TicketRepliesController];
export const REPLY_PROVIDERS = [CannedReplies, FittingReplies, ReplySeeder];
