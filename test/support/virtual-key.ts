import type { CDPSession, Page } from 'playwright-core';

interface Options {
  /** 'usb': a security key. 'internal': the passkey of this computer. */
  transport?: 'usb' | 'internal';
}

interface Credential {
  credentialId: string;
  isResidentCredential: boolean;
  privateKey: string;
  signCount: number;
  rpId?: string;
  userHandle?: string;
}

/**
 * A key in Chromium's virtual authenticator. It is touched by itself as soon as a page asks, so it is plugged in
 * only while a test wants exactly this key to answer.
 */
export class VirtualKey {
  private readonly transport: 'usb' | 'internal';
  private cdp: CDPSession | undefined;
  private authenticatorId = '';
  private credentials: Credential[] = [];

  constructor({ transport = 'usb' }: Options = {}) {
    this.transport = transport;
  }

  async plugIn(page: Page): Promise<void> {
    this.cdp = await page.context().newCDPSession(page);
    await this.cdp.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await this.cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: this.transport,
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    this.authenticatorId = authenticatorId;
    for (const credential of this.credentials) {
      await this.cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    }
  }

  /** Pulls the key out and keeps what it has learned. */
  async unplug(): Promise<void> {
    if (!this.cdp) return;
    const authenticatorId = this.authenticatorId;
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId });
    this.credentials = credentials as Credential[];
    await this.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    await this.cdp.detach();
    this.cdp = undefined;
  }

  async replug(page: Page): Promise<void> {
    await this.unplug();
    await this.plugIn(page);
  }

  /** Does something with the key plugged in. */
  async during<Result>(page: Page, use: () => Promise<Result>): Promise<Result> {
    await this.plugIn(page);
    try {
      return await use();
    } finally {
      await this.unplug();
    }
  }
}
