import { defineConfig } from 'drizzle-kit';

/** `npm run migrations` writes the difference between the schema and the last migration. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/adapters/store/schema.ts',
  out: './drizzle/sqlite',
});
