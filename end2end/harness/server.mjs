// The shipped server as a process: started, killed without warning, started again on the same port and data.
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";
import { start } from "./process.mjs";

// `words`, `site` and `data` can be changed for the next start. `wrapper` is put before the program, such as ["strace", "-f", "-o", FILE].
export async function startServer(t, { data, port = 0, words = [], wrapper = [], binary, site } = {}) {
  const folder = data ?? (await temporaryFolder(t, "ikensho-data"));
  const server = { data: folder, port, words, site };
  server.start = async () => {
    const program = binary ?? environment.serverBinary();
    const line = [...wrapper, program, "demo", "--port", String(server.port), "--data", server.data, "--site", server.site ?? environment.site(), ...server.words];
    server.process = start(t, line[0], line.slice(1));
    const [, address] = await server.process.line(/^ready (http:\S+)/);
    server.port = Number(new URL(address).port);
    server.address = address;
  };
  server.kill = (signal) => server.process.kill(signal);
  // The origin of one of the demonstration's people, such as ishi, jimu or hokensha.
  server.origin = (person) => `http://${person}.localhost:${server.port}`;
  await server.start();
  return server;
}
