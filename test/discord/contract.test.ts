import { testAdapter } from '../contracts/adapter.ts';
import { startDiscordDriver } from '../support/discord-driver.ts';

testAdapter('Discord', startDiscordDriver);
