/** Asked at enrolment: is this hardware speaking right now? Bound by `state`, which knows. */
export abstract class DeviceActivity {
  /** Epoch ms of the last report that was received; null when there was none. */
  abstract lastReceivedAt(deviceId: number): Promise<number | null>;
}
