import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { Config } from '../config/index.js';
import { dialectOf } from './dialect/dialect-of.js';
import type { Dialect } from './dialect/dialect.js';
import { migrations } from './migrations/index.js';
import { Reader } from './reader.js';
import { UnitOfWork } from './unit-of-work.js';

interface OpenDatabase {
  dialect: Dialect;
  write: DataSource;
  read: DataSource;
}

export const OPEN_DATABASE = Symbol('open database');

/** Picks the dialect by `TRUCBAN_DATABASE_URL`, opens it and brings its schema up to date. */
export async function openDatabase(
  config: Config,
  entities: NonNullable<DataSourceOptions['entities']>,
): Promise<OpenDatabase> {
  const dialect = dialectOf(config, config.checkpoints);
  return { dialect, ...(await dialect.open({ entities, migrations })) };
}

@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(@Inject(OPEN_DATABASE) private readonly open: OpenDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    await this.open.dialect.close();
    if (this.open.read !== this.open.write) await this.open.read.destroy();
    await this.open.write.destroy();
  }
}

@Global()
@Module({})
export class DatabaseModule {
  /** `entities` comes from app.module, the one file that names every stage. */
  static forRoot(entities: NonNullable<DataSourceOptions['entities']>): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: OPEN_DATABASE,
          inject: [Config],
          useFactory: (config: Config) => openDatabase(config, entities),
        },
        {
          provide: UnitOfWork,
          inject: [OPEN_DATABASE],
          useFactory: ({ write, dialect }: OpenDatabase) => new UnitOfWork(write, dialect),
        },
        {
          provide: Reader,
          inject: [OPEN_DATABASE],
          useFactory: ({ read, dialect }: OpenDatabase) => new Reader(read, dialect),
        },
        DatabaseCloser,
      ],
      exports: [UnitOfWork, Reader],
    };
  }
}
