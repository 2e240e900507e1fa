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
      headers: { "idempotency-key": crypto.randomUUID() },
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
