import { randomBytes } from "node:crypto";
import { memoryStore, type SessionStore } from "@vitaledge/sdk";

/** Where sessions are kept, by what the browser's cookie holds. In earnest a table: `memoryStore` is one process's. */
const stores = new Map<string, SessionStore>();

export const createStore = (): { id: string; store: SessionStore } => {
  const id = randomBytes(24).toString("base64url");
  const store = memoryStore();
  stores.set(id, store);
  return { id, store };
};

export const findStore = (id: string): SessionStore | undefined => stores.get(id);

export const removeStore = (id: string): void => void stores.delete(id);
