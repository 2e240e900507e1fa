// The start page of the demonstration: each person lives on an origin of its own, on this server's port.

const address = (host) => `http://${host}.localhost:${location.port}/`;
const told = document.getElementById("told");

for (const link of document.querySelectorAll("a[data-host]")) {
  link.href = address(link.dataset.host) + (link.dataset.path ?? "");
}

document.getElementById("both").addEventListener("click", () => {
  window.open(address("ishi"), "ikensho-ishi");
  window.open(address("hokensha"), "ikensho-hokensha");
});

document.getElementById("reset").addEventListener("click", async (event) => {
  event.target.setAttribute("aria-disabled", "true");
  told.textContent = "最初の状態に戻しています…";
  try {
    const answer = await fetch("/api/v1/demo/reset", {
      method: "POST",
      headers: { "idempotency-key": operationId() },
    });
    told.textContent = answer.ok
      ? "サーバーを最初の状態に戻しました。"
      : "戻せませんでした。サーバーを開き直してください。";
  } catch {
    told.textContent = "サーバーにつながりません。起動しているか確かめてください。";
  } finally {
    event.target.removeAttribute("aria-disabled");
  }
});

// UUIDv7, as every operation's id: the time in milliseconds, then chance.
function operationId() {
  const time = Date.now().toString(16).padStart(12, "0");
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
}
