export function throwAwayFolder(prefix: string): string;
