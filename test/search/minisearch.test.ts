import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { testEngine } from '../contracts/engine.ts';

testEngine('MiniSearch', createMiniSearchEngine);
