import { z } from 'zod';
import { Refused } from '../refused.ts';
import type { SocketTransport } from '../socket.ts';
import { type Method, method } from './method.ts';

/** apps.connections.open: where a Socket Mode client connects to. */
export function connectionMethods(socket: SocketTransport | undefined): Record<string, Method> {
  return {
    'apps.connections.open': method({
      tier: 1,
      token: 'app',
      args: z.looseObject({}),
      run: (site) => {
        if (socket === undefined) throw new Refused('socket_mode_not_enabled');
        return { url: `${site.url().replace(/^http/, 'ws')}/link?ticket=${encodeURIComponent(socket.ticket())}` };
      },
    }),
  };
}
