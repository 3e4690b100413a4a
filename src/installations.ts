/** Where the tokens of the workspaces are kept that installed the app: text by key, such as `slack:T024BE7LD`. */
export interface Installations {
  save(key: string, json: string): Promise<void>;
  find(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
}

/** Keeps them as long as the process lives. Every implementation passes test/contracts/installations.ts. */
export function createMemoryInstallations(): Installations {
  const kept = new Map<string, string>();
  return {
    save: (key, json) => Promise.resolve(void kept.set(key, json)),
    find: (key) => Promise.resolve(kept.get(key)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
  };
}
