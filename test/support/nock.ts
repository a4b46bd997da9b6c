import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** For a file whose point is the exchange with an address of the world: only what it foresees is answered, and all of it must be asked for. */
export function onlyForeseenAnswers(): void {
  beforeAll(() => {
    // Test files share a process, and the one before has switched it off.
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
