import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below what the kernel gives out of its own accord, to listeners that name no port and to every connection that goes out. */
const lowest = 12_000;
const ports = portsOfNobody();
let next = (process.pid * 61) % ports;

/**
 * A port for a program that listens on it later. Between this and then nobody is given it who did not name it, and tests that run at the
 * same time begin to look in other places: one that the kernel gave us may be somebody else's by the time that the program has loaded.
 */
export async function freePort(): Promise<number> {
  for (let looked = 0; looked < ports; looked += 1) {
    const port = lowest + next;
    next = (next + 1) % ports;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port is free from ${lowest} on`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}

function portsOfNobody(): number {
  let first = 32_768;
  try {
    first = Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/)[0]);
  } catch {
    // Elsewhere than on Linux it begins higher.
  }
  // Where the kernel gives out nearly all there are, there is no better place.
  return first > lowest + 1_000 ? first - lowest : 20_000;
}
