/** Something in a scenario that the product or the order of things does not allow; the file is to be corrected. */
export class CannotHappen extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotHappen';
  }
}
