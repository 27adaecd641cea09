/** The words of API keys, and of one's own notices. Imported as part of messages.ts. */

// API keys
export const apiKeys = 'API keys';
export const apiKeysIntro =
  'For programs that act in your name, such as the command line. Whoever has a key needs neither your password nor your device.';
export const noApiKeys = 'No API keys.';
export const createApiKey = 'Create API key';
export const apiKeyName = 'What is it for?';
export const apiKeyNameHint = 'Such as "Backup script". Make one key for each program.';
export const apiKeyNameNeeded = 'Say what the key is for.';
export const apiKeyByAdministrator = 'Made by an administrator';
export const lastUsedFrom = 'From';
export const apiKeyTitle = 'API key {name}';
export const apiKeyId = 'Key ID';
export const apiKeyOnce = 'This key is shown only now. Copy it before you close this.';
export const copyApiKey = 'Copy API key';
export const apiKeyUse = 'Use it with the command line:';
export const apiKeyCreated = 'The API key "{name}" is made.';
export const deleteApiKeyBody = 'Programs that use this key are refused from now on.';
export const apiKeyDeleted = 'The API key "{name}" is deleted.';
export const howToUseApiKey = 'More about command line and API';

// Where notices go
export const contactEmail = 'Contact e-mail';
export const noContactEmail = 'None: nobody is told';
export const contactEmailOptional = 'Contact e-mail (optional)';
export const contactEmailRemoved = 'The contact e-mail is removed.';
