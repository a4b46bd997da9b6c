import type { IncomingMessage } from 'node:http';

export type Intake = {
  /**
   * The whole body, each part handed to `onPart` as it comes. `too-large` beyond the limit of one, `crowded` when all together are too
   * much and this one holds the most, `cut-off` when the sender went away or was too slow.
   */
  read(request: IncomingMessage, onPart: (bytes: Buffer) => void): Promise<Buffer | 'too-large' | 'crowded' | 'cut-off'>;
  /** Bytes that are held now. */
  held(): number;
};

type Reading = { bytes: number; end(result: Buffer | 'too-large' | 'crowded' | 'cut-off'): void };

/**
 * Holds unverified bodies within two limits. Slack's deliveries are some kilobytes and come at once; when all is full, the reading that
 * holds the most goes, so that a flood of large bodies pushes out itself.
 */
export function createIntake(limits: { bodyBytes: number; unverifiedBytes: number }): Intake {
  const readings = new Set<Reading>();
  let held = 0;

  function makeRoom(): void {
    while (held > limits.unverifiedBytes) {
      let largest: Reading | undefined;
      for (const reading of readings) if (largest === undefined || reading.bytes > largest.bytes) largest = reading;
      if (largest === undefined) return;
      largest.end('crowded');
    }
  }

  return {
    held: () => held,
    read: (request, onPart) =>
      new Promise((resolve) => {
        const parts: Buffer[] = [];
        const reading: Reading = {
          bytes: 0,
          end(result) {
            if (!readings.delete(reading)) return;
            held -= reading.bytes;
            request.off('data', take).off('end', finish).off('close', cutOff).off('error', cutOff);
            // What still comes must not throw; the one who refuses decides about the connection.
            request.on('error', () => undefined);
            resolve(result);
          },
        };
        const take = (bytes: Buffer) => {
          reading.bytes += bytes.length;
          held += bytes.length;
          if (reading.bytes > limits.bodyBytes) {
            reading.end('too-large');
            return;
          }
          parts.push(bytes);
          onPart(bytes);
          makeRoom();
        };
        const finish = () => reading.end(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
        const cutOff = () => reading.end('cut-off');
        readings.add(reading);
        request.on('data', take).once('end', finish).once('close', cutOff).once('error', cutOff);
      }),
  };
}
