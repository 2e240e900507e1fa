// The way between browser and server: answers are lost on it, or given on it in the server's place.
import { createServer, request as send } from "node:http";
import { buffer } from "node:stream/consumers";

// `way.loses(asked)` says whose answer never comes back, though the server has it: `way.lost` are those. `way.answers(asked)`
// gives `{ status, body }` where the server is not asked at all. `asked` is { method, path, headers }.
export async function openWay(t, server) {
  const way = { lost: [], loses: () => false, answers: () => undefined };
  const proxy = createServer(async (asked, response) => {
    const about = { method: asked.method, path: new URL(asked.url, "http://localhost").pathname, headers: asked.headers };
    const given = way.answers(about);
    const body = await buffer(asked);
    if (given !== undefined) {
      response.writeHead(given.status, { "content-type": "application/problem+json" });
      return response.end(JSON.stringify(given.body));
    }
    const onward = send({ host: "127.0.0.1", port: server.port, method: asked.method, path: asked.url, headers: asked.headers });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    onward.on("response", async (answer) => {
      answer.on("error", () => response.destroy());
      if (way.loses(about)) {
        const text = (await buffer(answer)).toString();
        way.lost.push({ ...about, sent: body.toString(), status: answer.statusCode, answer: JSON.parse(text) });
        return response.destroy();
      }
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    });
    onward.end(body);
  });
  await new Promise((resolve, reject) => proxy.once("error", reject).listen(0, "127.0.0.1", resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port } = proxy.address();
  way.origin = (person) => `http://${person}.localhost:${port}`;
  return way;
}
