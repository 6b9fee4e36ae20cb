import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';

/** What Prometheus may read at `/metrics`. Stages register their own figures here. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
}
