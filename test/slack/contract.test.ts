import { testAdapter } from '../contracts/adapter.ts';
import { startSlackDriver } from '../support/slack-driver.ts';

testAdapter('Slack over Socket Mode', (commands) => startSlackDriver('socket', commands));
testAdapter('Slack over HTTP', (commands) => startSlackDriver('http', commands));
