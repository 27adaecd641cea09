import * as z from 'zod';

export const webhookId = z.string().regex(/^HOOK[A-Z2-7]{17}$/, 'This is not the id of a webhook.');
