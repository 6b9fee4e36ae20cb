import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';

/** The address that people and PCs use. It is known only after listening when the port was left to the system. */
@Injectable()
export class PublicAddress {
  private current: string;

  constructor(config: Config) {
    this.current = config.publicUrl;
  }

  get url(): string {
    return this.current;
  }

  /** Called once the server listens. */
  listening(port: number): void {
    this.current = this.current.replace(/:0$/, `:${port}`);
  }
}
