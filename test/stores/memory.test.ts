import { createMemoryStore } from '../../src/stores/memory.ts';
import { testHistory } from '../contracts/history.ts';
import { testStore } from '../contracts/store.ts';
import { testSyncStates } from '../contracts/sync-states.ts';

const close = () => {};

testStore('memory', () => ({ store: createMemoryStore(), close }));
testHistory('memory', (clock) => ({ store: createMemoryStore(clock), close }));
testSyncStates('memory', () => ({ store: createMemoryStore(), close }));
