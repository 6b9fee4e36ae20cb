/** The one place of the extension that reads the time or sets a timer. Instants are epoch ms. */
export interface Clock {
  now(): number;
  delay(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
