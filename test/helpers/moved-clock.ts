/**
 * Moves the clock of the tests: with MAIL_ACCOUNT_AUDIT_TODAY=2031-02-28 it starts on that day and runs on, so that a test which
 * a day to come turns red is red today. `npm run test:later` does it. Programs that a test starts have their own clock. Files that share a process
 * run this one after another: the first moves the clock.
 */
const today = process.env['MAIL_ACCOUNT_AUDIT_TODAY'];

if (today && !Object.hasOwn(Date, 'isMoved')) {
  const ahead = Date.parse(today + new Date().toISOString().slice('2031-02-28'.length)) - Date.now();
  globalThis.Date = class extends Date {
    static readonly isMoved = true;

    constructor(...parts: unknown[]) {
      super(...(parts.length ? parts : [Date.now()]) as []);
    }

    static override now(): number {
      return super.now() + ahead;
    }
  } as unknown as DateConstructor;
}
