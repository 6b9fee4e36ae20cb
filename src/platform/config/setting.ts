/** One setting: its environment variable, what it means, and how it is read. Listed by `npx trucban config`. */
export interface Setting {
  variable: string;
  meaning: string;
  example: string;
  secret?: boolean;
}
