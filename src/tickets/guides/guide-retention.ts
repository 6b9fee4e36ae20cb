import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Nightly } from '../../platform/scheduler/index.js';
import { GuidePictures } from './guide-pictures.js';
import { GuideVotes } from './guide-votes.js';

@Injectable()
export class GuideRetention implements OnModuleInit {
  constructor(
    private readonly votes: GuideVotes,
    private readonly pictures: GuidePictures,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.nightly.forgetting('guides.votes', (now) => this.votes.forget(now));
    this.nightly.forgetting('guides.pictures', (now) => this.pictures.forget(now));
  }
}
