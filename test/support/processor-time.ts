/** How long the processor worked for this process meanwhile, in milliseconds: what else the machine does, or that it stops, does not count. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
