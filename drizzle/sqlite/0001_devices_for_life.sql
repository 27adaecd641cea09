CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`key_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_used_at` integer,
	`last_used_from` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE INDEX `api_keys_by_person` ON `api_keys` (`person_id`);--> statement-breakpoint
CREATE TABLE `drift_history` (
	`device_id` text NOT NULL,
	`slot` integer NOT NULL,
	`at` integer NOT NULL,
	`drift` integer NOT NULL,
	`set_by` text NOT NULL,
	PRIMARY KEY(`device_id`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `drift_by_time` ON `drift_history` (`at`);--> statement-breakpoint
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
CREATE INDEX `mails_by_next_attempt` ON `mails` (`next_attempt_at`);--> statement-breakpoint
ALTER TABLE `audit_log` ADD `api_key_id` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `resynced_drift` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `resynced_until` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `resynced_step` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `measured_drift` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `measured_at` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `attempt` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `attempt_at` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `attempt_repeats` integer;--> statement-breakpoint
CREATE INDEX `devices_by_kind` ON `devices` (`account_id`,`kind`,`serial_key`);--> statement-breakpoint
ALTER TABLE `people` ADD `contact_email` text;--> statement-breakpoint
ALTER TABLE `people` ADD `administrator` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `mfa_required` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `throttles` ADD `taken_by` text;