import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';

/** Something a live page may show has changed. Lost signals are harmless: pages also look by themselves. */
export interface Change {
  /** `server`: whether it hears; then every tile may have changed. `notice`: `id` is the account that has one more. */
  kind: 'device' | 'ticket' | 'center' | 'server' | 'notice';
  id: number;
}

/** In-process only, sent after the commit. It wakes the live pages and carries no fact. */
@Injectable()
export class ChangeFeed {
  private readonly subject = new Subject<Change>();
  readonly changes: Observable<Change> = this.subject.asObservable();

  announce(change: Change): void {
    this.subject.next(change);
  }
}
