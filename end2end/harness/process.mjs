// Child processes that never outlive their test, and lines waited for without sleeping.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

// Groups still running. A test run that is itself ended takes them along.
const running = new Set();
process.on("exit", () => running.forEach((pid) => end(pid, "SIGKILL")));
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) process.once(signal, () => process.exit(code));

function end(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

// A process in a group of its own, so that all it started ends with it.
export function start(t, program, words, options = {}) {
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
  const printed = [];
  const waiting = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      printed.push(line);
      for (const waiter of waiting) waiter(line);
    });
  }
  if (child.pid !== undefined) running.add(child.pid);
  const ended = new Promise((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child.pid);
      resolve({ code, signal });
    });
  });
  const failed = new Promise((_, reject) => child.once("error", reject));
  failed.catch(() => {});
  const handle = {
    pid: child.pid,
    printed,
    ended,
    // The first line, past or to come, that matches; a process that ends first is an error with what it printed.
    line: (pattern) => {
      const found = new Promise((resolve) => {
        const match = (line) => pattern.test(line) && resolve(pattern.exec(line));
        waiting.add(match);
        printed.forEach(match);
      });
      const gone = ended.then(({ code, signal }) => {
        throw new Error(`${program} ended (${code ?? signal}) before ${pattern}:\n${printed.join("\n")}`);
      });
      gone.catch(() => {});
      return Promise.race([found, gone, failed]);
    },
    // As a power cut would: no warning, no clean-up.
    kill: async (signal = "SIGKILL") => {
      end(child.pid, signal);
      await ended;
    },
  };
  t.after(() => handle.kill());
  return handle;
}
