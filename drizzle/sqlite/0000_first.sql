CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`alias` text,
	`require_mfa` text NOT NULL,
	`devices_per_person` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_alias_unique` ON `accounts` (`alias`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`account_id` text,
	`actor_id` text,
	`session_id` text,
	`event` text NOT NULL,
	`resource` text,
	`outcome` text NOT NULL,
	`reason` text,
	`request_id` text NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `challenges` (
	`key` text PRIMARY KEY NOT NULL,
	`challenge` text NOT NULL,
	`device_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `challenges_by_expiry` ON `challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`person_id` text,
	`created_by` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`serial_number` text NOT NULL,
	`serial_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`enabled_at` integer,
	`last_used_at` integer,
	`failures` integer NOT NULL,
	`slow_until` integer NOT NULL,
	`spent_by` text,
	`sealed_secret` text,
	`algorithm` text,
	`digits` integer,
	`period` integer,
	`drift` integer,
	`last_step` integer,
	`credential_id` text,
	`public_key` text,
	`sign_count` integer,
	`backup_eligible` integer,
	`backed_up` integer,
	`transports` text,
	`aaguid` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_credential_id_unique` ON `devices` (`credential_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `devices_by_serial` ON `devices` (`account_id`,`serial_key`);--> statement-breakpoint
CREATE INDEX `devices_by_person` ON `devices` (`person_id`);--> statement-breakpoint
CREATE INDEX `devices_by_maker` ON `devices` (`created_by`);--> statement-breakpoint
CREATE TABLE `flows` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`person_id` text,
	`amr` text NOT NULL,
	`device_id` text,
	`expires_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`spent_by` text
);
--> statement-breakpoint
CREATE INDEX `flows_by_person` ON `flows` (`person_id`);--> statement-breakpoint
CREATE INDEX `flows_by_expiry` ON `flows` (`expires_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`user_name` text,
	`name_key` text,
	`email` text,
	`sealed_phone` text,
	`path` text NOT NULL,
	`password` text,
	`password_state` text NOT NULL,
	`password_expires_at` integer,
	`password_last_used` integer,
	`user_handle` text NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`device_changes` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_user_handle_unique` ON `people` (`user_handle`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_by_name` ON `people` (`account_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`level` text NOT NULL,
	`amr` text NOT NULL,
	`signed_in_at` integer NOT NULL,
	`proved_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`device_id` text,
	`address` text NOT NULL,
	`place` text,
	`user_agent` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_hash_unique` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_by_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `set_up_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`empty_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `throttles_by_time` ON `throttles` (`empty_at`);