import { GuidePictureEntity } from './entities/guide-picture.entity.js';
import { GuideVersionEntity } from './entities/guide-version.entity.js';
import { GuideVoteEntity } from './entities/guide-vote.entity.js';
import { GuideEntity } from './entities/guide.entity.js';
import { GuideEditing } from './guide-editing.js';
import { GuideFromTicket } from './guide-from-ticket.js';
import { GuidePages } from './guide-pages.js';
import { GuidePictures } from './guide-pictures.js';
import { GuideRetention } from './guide-retention.js';
import { GuideSeeder } from './guide.seeder.js';
import { GuideShelf } from './guide-shelf.js';
import { GuideSuggester } from './guide-suggestions.js';
import { GuideVersions } from './guide-versions.js';
import { GuideVotes } from './guide-votes.js';
import { GuidesController } from './guides.controller.js';
import { PublicGuidesController } from './public-guides.controller.js';
import { SendGuideVerb } from './send-guide.js';
import { TicketGuidesController } from './ticket-guides.controller.js';

export const GUIDE_ENTITIES = [GuideEntity, GuideVersionEntity, GuidePictureEntity, GuideVoteEntity];
export const GUIDE_CONTROLLERS = [GuidesController, PublicGuidesController, TicketGuidesController];
export const GUIDE_PROVIDERS = [
  GuideEditing,
  GuideFromTicket,
  GuidePages,
  GuidePictures,
  GuideRetention,
  GuideSeeder,
  GuideShelf,
  GuideSuggester,
  GuideVersions,
  GuideVotes,
  SendGuideVerb,
];
