import { createMemoryInstallations } from '../../src/installations.ts';
import { createMemoryOnce } from '../../src/once.ts';
import { createMemoryPlaces } from '../../src/places.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { testHistory } from '../contracts/history.ts';
import { testInstallations } from '../contracts/installations.ts';
import { testOnce } from '../contracts/once.ts';
import { testPlaces } from '../contracts/places.ts';
import { testStore } from '../contracts/store.ts';
import { testSyncStates } from '../contracts/sync-states.ts';
import { testTurns } from '../contracts/turns.ts';

const close = () => {};

testInstallations('memory', createMemoryInstallations);
testOnce('memory', () => createMemoryOnce());
testPlaces('memory', createMemoryPlaces);
testStore('memory', () => ({ store: createMemoryStore(), close }));
testHistory('memory', (clock) => ({ store: createMemoryStore(clock), close }));
testSyncStates('memory', () => ({ store: createMemoryStore(), close }));
testTurns('memory', (clock) => ({ store: createMemoryStore(clock), close }));
