// Preloaded into treestamp (`node --import`): the time of day of a machine whose clock is wrong by more than a year.

const ahead = 400 * 24 * 60 * 60 * 1000;
const { Date: Right } = globalThis;
class Wrong extends Right {
  constructor(...parts) {
    if (parts.length === 0) super(Wrong.now());
    else super(...parts);
  }

  static now() {
    return Right.now() + ahead;
  }
}
globalThis.Date = Wrong;
