import { main } from '/tmp/trees/config/src/cli/main.ts';
await main(process.argv.slice(2));
