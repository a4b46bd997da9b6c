/** How long a change may wait for being written: what a `kill -9` can cost. */
const waitMs = 1_000;

export type Autosave = {
  /** Something has changed: it is written within a second, and once for all that changes meanwhile. */
  changed(): void;
  /** Writes what is still unwritten, and no more after that. */
  stop(): Promise<void>;
};

/** Calls `save` at most once a second and never twice at once; a save that fails is told to `failed` and tried at the next change. */
export function createAutosave({ save, failed }: { save(): Promise<void>; failed(error: unknown): void }): Autosave {
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  let stopped = false;
  const saveNow = () => {
    timer = undefined;
    saving = saving.then(save).catch(failed);
  };
  return {
    changed() {
      if (!stopped) timer ??= setTimeout(saveNow, waitMs);
    },
    async stop() {
      stopped = true;
      if (timer !== undefined) {
        clearTimeout(timer);
        saveNow();
      }
      await saving;
    },
  };
}
