import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../access/index.js';
import type {
  ChannelView,
  MyNoticesView,
  NoticeChoices,
  PersonalChannel,
  ZaloCode,
} from '../contracts/api/index.js';
import { Reader } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { Channels } from './channels/channels.js';
import { ZaloLinks } from './channels/zalo/zalo-links.js';
import { leavesNoWay, type Preference } from './domain/choices.js';
import { NoticeLines } from './notice-lines.repository.js';
import { preferenceOf, Preferences } from './preferences.service.js';

const PERSONAL = ['mail', 'browser', 'zalo'] as const satisfies readonly PersonalChannel[];

/** The page "Thông báo của tôi": what reaches a person by which channel, when, and what became of it. */
@Injectable()
export class MyNotices {
  constructor(
    private readonly preferences: Preferences,
    private readonly lines: NoticeLines,
    private readonly channels: Channels,
    private readonly links: ZaloLinks,
    private readonly reader: Reader,
  ) {}

  async page(user: SignedInUser, now: number): Promise<MyNoticesView> {
    const preference = await this.preferences.of(user.id);
    const channels: ChannelView[] = [];
    for (const channel of PERSONAL) channels.push(await this.channel(channel, user, preference));
    return {
      channels,
      quiet: {
        choice: preference.quiet,
        from: preference.quietFrom,
        to: preference.quietTo,
        office: await this.preferences.office(),
      },
      latest: await this.lines.ofPerson(user.id, now),
    };
  }

  /** @throws Refusal NOTICES_NO_WAY_LEFT */
  async choose(user: SignedInUser, choices: NoticeChoices): Promise<void> {
    const preference = preferenceOf(choices);
    if (leavesNoWay(preference, await this.reaching(user))) throw noWayLeft();
    await this.preferences.keep(user.id, preference);
  }

  /** @throws Refusal ZALO_NOT_SET_UP */
  async zaloCode(user: SignedInUser, now: number): Promise<ZaloCode> {
    if (!this.channels.isSetUp('zalo')) throw zaloNotSetUp();
    return this.links.issue(user.id, now);
  }

  /** @throws Refusal NOTICES_NO_WAY_LEFT where Zalo is the only way that is open */
  async unlinkZalo(user: SignedInUser, now: number): Promise<void> {
    const others = (await this.reaching(user)).filter((channel) => channel !== 'zalo');
    if (leavesNoWay(await this.preferences.of(user.id), others)) throw noWayLeft();
    await this.links.end({ userId: user.id }, now);
  }

  private async reaching(user: SignedInUser): Promise<PersonalChannel[]> {
    const reaching: PersonalChannel[] = [];
    for (const channel of PERSONAL)
      if ((await this.stateOf(channel, user)).state === 'ready') reaching.push(channel);
    return reaching;
  }

  private async channel(
    channel: PersonalChannel,
    user: SignedInUser,
    preference: Preference,
  ): Promise<ChannelView> {
    return { channel, choice: preference[channel], ...(await this.stateOf(channel, user)) };
  }

  private async stateOf(
    channel: PersonalChannel,
    { id, email }: SignedInUser,
  ): Promise<Pick<ChannelView, 'state' | 'address'>> {
    if (!this.channels.isSetUp(channel)) return { state: 'not-set-up', address: null };
    if (channel === 'mail') return { state: email === null ? 'no-address' : 'ready', address: email };
    if (channel === 'browser') return { state: 'ready', address: null };
    const linked = (await this.links.of(this.reader, id)) !== null;
    return { state: linked ? 'ready' : 'not-linked', address: null };
  }
}

const noWayLeft = () =>
  new Refusal('NOTICES_NO_WAY_LEFT', 409, {
    vi: 'Phiếu giao hoặc chuyển đích danh cho anh/chị phải tới được anh/chị bằng ít nhất một cách. Để một cách ở mức “Chỉ khẩn cấp và việc đích danh tôi” hoặc “Tất cả”.',
    en: 'What is given or escalated to you by name must reach you in at least one way. Leave one at “Urgent, and what is for me by name” or “Everything”.',
  });

const zaloNotSetUp = () =>
  new Refusal('ZALO_NOT_SET_UP', 409, {
    vi: 'Máy chủ chưa được thiết lập để gửi qua Zalo. Quản trị hệ thống đặt các biến TRUCBAN_ZALO_… (docs/operations.md).',
    en: 'This server is not set up for Zalo. An administrator sets the TRUCBAN_ZALO_… variables (docs/operations.md).',
  });
