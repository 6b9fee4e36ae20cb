/** The database beside the server: seeding before it starts, counting while it runs. SQLite or PostgreSQL, same questions. */
import Database from 'better-sqlite3';
import pg from 'pg';

const ROWS_PER_STATEMENT = 500;

class SqliteStore {
  constructor(file) {
    this.db = new Database(file);
    this.db.pragma('busy_timeout = 10000');
  }

  async all(sql) {
    return this.db.prepare(sql).all();
  }

  async run(sql) {
    this.db.exec(sql);
  }

  async insertMany(table, columns, rows) {
    const statement = this.db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.db.transaction(() => {
      for (const row of rows) statement.run(...row);
    })();
  }

  /** Bytes that rows and indexes take; pages set free do not count. */
  async bytes() {
    const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
      this.db.pragma(name, { simple: true }),
    );
    return (pages - free) * size;
  }

  /** The same by table, indexes included. */
  async byTable() {
    const rows = await this.all(
      `SELECT COALESCE(schema.tbl_name, stat.name) AS name, SUM(stat.pgsize) AS bytes FROM dbstat stat
       LEFT JOIN sqlite_schema schema ON schema.name = stat.name GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
  }

  async close() {
    this.db.close();
  }
}

class PostgresStore {
  constructor(url) {
    this.pool = new pg.Pool({ connectionString: url, max: 2 });
  }

  async all(sql) {
    return (await this.pool.query(sql)).rows;
  }

  async run(sql) {
    await this.pool.query(sql);
  }

  async insertMany(table, columns, rows) {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const part = rows.slice(from, from + ROWS_PER_STATEMENT);
      const marks = part.map(
        (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
      );
      await this.pool.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${marks.join(', ')}`,
        part.flat(),
      );
    }
  }

  /** What was set free counts until it is used again; vacuumed first, as it would be by the hour. */
  async bytes() {
    await this.run('VACUUM');
    const [row] = await this.all('SELECT pg_database_size(current_database()) AS bytes');
    return Number(row.bytes);
  }

  async byTable() {
    const rows = await this.all(
      `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  }

  async close() {
    await this.pool.end();
  }
}

export const openStore = ({ databaseUrl, file }) =>
  databaseUrl ? new PostgresStore(databaseUrl) : new SqliteStore(file);
