import { Injectable } from '@nestjs/common';
import type { SendGuideRequest } from '../../contracts/api/index.js';
import { PublicAddress } from '../../platform/http/index.js';
import { word } from '../../platform/i18n/index.js';
import { Desk, type Person } from '../verbs/desk.js';
import { GuideShelf } from './guide-shelf.js';
import { SENT_GUIDE } from './wording/sent.js';

/** Sends a guide to those who follow a ticket: an answer like any other, with the guide's address. */
@Injectable()
export class SendGuideVerb {
  constructor(
    private readonly desk: Desk,
    private readonly shelf: GuideShelf,
    private readonly address: PublicAddress,
  ) {}

  /** @throws Refusal NOT_FOUND for a guide that is not published, and those of `Desk.act` */
  async send(id: number, { version, slug }: SendGuideRequest, person: Person): Promise<void> {
    const { title } = await this.shelf.read(slug);
    const text = word(SENT_GUIDE, { title, url: `${this.address.url}/guides/${slug}` });
    await this.desk.act(id, version, person, () => ({
      values: {},
      event: { kind: 'reply', text, answers: true },
      tell: false,
    }));
  }
}
