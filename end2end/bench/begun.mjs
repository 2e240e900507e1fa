// The clinic's begun letter, in a build that has the probe.
export async function openBegun(page, server) {
  await page.goto(`${server.origin("ishi")}/`);
  await page.getByRole("row").filter({ hasText: "渡邉 清" }).getByRole("button").first().click();
  await page.waitForFunction(() => window.__peer !== undefined);
  await page.locator(".panel__page").waitFor();
}
