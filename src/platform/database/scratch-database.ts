import pg from 'pg';

/** A PostgreSQL database that was empty when it was named and is emptied after use: scenarios are played in it. */
export class ScratchDatabase {
  constructor(private readonly url: string) {}

  async isEmpty(): Promise<boolean> {
    const rows = await this.run(
      `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' LIMIT 1`,
    );
    return rows === 0;
  }

  /** Only for a database that `isEmpty` was true of. */
  async empty(): Promise<void> {
    await this.run('DROP SCHEMA public CASCADE');
    await this.run('CREATE SCHEMA public');
  }

  private async run(statement: string): Promise<number> {
    const client = new pg.Client(this.url);
    await client.connect();
    try {
      return (await client.query(statement)).rowCount ?? 0;
    } finally {
      await client.end();
    }
  }
}
