CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `mails_by_next_attempt` ON `mails` (`next_attempt_at`);