import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newId } from '#foundation/ids.ts';
import { messages } from '#foundation/i18n/server.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { sha256 } from './device.ts';
import { systemUser } from './mission.ts';
import type { TestMission } from './mission.ts';

const pin = '482915';
const permissions = ['record-handover', 'undo-handover', 'close-lane', 'stop-event', 'take-over-lane', 'lane', 'list-events'].map(
  (name) => `assistance.${name}`,
);
const words = messages('ar') as Record<string, string>;

/** The phone of a monitor who reads Arabic, in a browser of 360 pixels: what its thumb can do at a lane. */
export class LanePhone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #url: string;

  /** Enrolled by a typed code, closed by a PIN. */
  static async enrol(browser: Browser, mission: TestMission, url: string): Promise<LanePhone> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'ar' });
    await context.addInitScript(() => localStorage.setItem('kervan.language', 'ar'));
    const phone = new LanePhone(context, await context.newPage(), url);
    const userId = await mission.user({ permissions });
    await mission.asOwner((client) => client.query(`update users set language = 'ar' where id = $1`, [userId]));
    const code = randomBytes(16).toString('base64url');
    await mission.apply(inviteDevice, { inviteId: newId(), codeHash: sha256(code), name: 'Phone', userId }, { as: systemUser });
    await phone.#useCode(code);
    return phone;
  }

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.#url = url;
    page.setDefaultTimeout(30_000);
  }

  async #useCode(code: string): Promise<void> {
    await this.page.goto(`${this.#url}/field`);
    await this.page.getByLabel(words['sync.field-code']!).fill(code);
    await this.page.getByLabel(words['sync.device-name']!).fill('Phone');
    await this.press('sync.field-enrol');
    for (const step of ['sync.field-pin-choose', 'sync.field-pin-again']) {
      await this.says(step);
      await this.#typePin();
    }
    await this.says('sync.field-to-take');
  }
  async #typePin(): Promise<void> {
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
  }

  button(key: string) {
    return this.page.getByRole('button', { name: words[key]!, exact: true }).first();
  }
  press(key: string): Promise<void> {
    return this.button(key).click();
  }
  says(key: string): Promise<void> {
    return this.page.getByText(words[key]!).first().waitFor();
  }
  /** How far the page is wider than the phone. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
  }

  /** Takes lanes along and opens anew: everything that the screens need is on the phone before the line is cut. */
  async take(...titles: readonly string[]): Promise<void> {
    for (const title of titles) await this.page.getByRole('button', { name: title }).first().click();
    const age = this.page.getByText(words['sync.field-pack-age']!.slice(0, 4));
    await age.nth(titles.length - 1).waitFor();
    await this.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await this.unlock();
  }
  async unlock(path = ''): Promise<void> {
    await this.page.goto(`${this.#url}/field${path}`);
    await this.says('sync.field-enter-pin');
    await this.#typePin();
    await this.page.getByText(words['sync.field-enter-pin']!).waitFor({ state: 'detached' });
  }
  async openLane(title: string): Promise<void> {
    await this.page.getByRole('button', { name: title }).first().click();
    await this.button('command.assistance.close-lane').waitFor();
  }

  async look(number: number): Promise<void> {
    const field = this.page.getByLabel(words['assistance.number']!, { exact: true });
    if (!(await field.count())) await this.press('assistance.field-by-number');
    await field.first().fill(String(number));
    await this.press('assistance.field-look');
  }
  async give(number: number): Promise<void> {
    await this.look(number);
    await this.press('assistance.field-hand-over');
    await this.says('assistance.field-given');
  }
  async giveAllTheSame(number: number): Promise<void> {
    await this.look(number);
    await this.press('assistance.field-given-all-the-same');
    await this.says('assistance.field-given');
  }
  /** A household that no list names: so many women. */
  async tally(women: number, button: string): Promise<void> {
    await this.press(button);
    await this.page.getByLabel(words['assistance.field-f18']!, { exact: true }).first().fill(String(women));
    await this.press('assistance.field-hand-over');
    await this.says('assistance.field-given');
  }

  /** The queue as a file, whoever carries it reads nothing of it. */
  async saveQueue(): Promise<Buffer> {
    await this.unlock('/carry');
    const saved = this.page.waitForEvent('download');
    await this.press('sync.field-carry-file');
    const chunks: Buffer[] = [];
    for await (const chunk of await (await saved).createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  async takeIn(file: Buffer): Promise<void> {
    await this.unlock('/carry');
    const chooser = this.page.locator(`input[type=file]`).first();
    await chooser.setInputFiles({ name: 'data.kvf', mimeType: 'application/octet-stream', buffer: file });
    await this.page
      .locator('[role=status]')
      .filter({ hasText: /\d|[٠-٩]/ })
      .first()
      .waitFor();
  }
}
