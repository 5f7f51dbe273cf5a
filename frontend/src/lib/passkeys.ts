/** Passkeys by the browser's own JSON methods (WebAuthn level 3): what the API gives goes in, what it takes comes out. */
type Json = Record<string, unknown>;

/** The person closed the browser's dialog, or had no passkey to show. Nothing went wrong. */
export class PasskeyNotShown extends Error {
  constructor(cause: unknown) {
    super("No passkey was used. Try again, or use another way.", { cause });
    this.name = "PasskeyNotShown";
  }
}

/** This device has a passkey for the account already. */
export class PasskeyThereAlready extends Error {
  constructor(cause: unknown) {
    super("There is a passkey of this account on this device already.", { cause });
    this.name = "PasskeyThereAlready";
  }
}

export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

export async function makePasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
  return jsonOf(navigator.credentials.create({ publicKey }));
}

export async function showPasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  return jsonOf(navigator.credentials.get({ publicKey }));
}

async function jsonOf(pending: Promise<Credential | null>): Promise<Json> {
  let credential: Credential | null;
  try {
    credential = await pending;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "InvalidStateError") throw new PasskeyThereAlready(cause);
    if (cause instanceof DOMException) throw new PasskeyNotShown(cause);
    throw cause;
  }
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyNotShown(credential);
  return credential.toJSON() as unknown as Json;
}
