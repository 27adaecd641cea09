CREATE TABLE `mail_links` (
	`person_id` text NOT NULL,
	`purpose` text NOT NULL,
	`token_hash` text NOT NULL,
	`address` text NOT NULL,
	`expires_at` integer NOT NULL,
	`spent_by` text,
	PRIMARY KEY(`person_id`, `purpose`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_links_token_hash_unique` ON `mail_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `mail_links_by_expiry` ON `mail_links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `phone_challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`purpose` text NOT NULL,
	`bound_to` text NOT NULL,
	`mode` text NOT NULL,
	`sealed_number` text NOT NULL,
	`sealed_code` text NOT NULL,
	`carrier_id` text,
	`state` text NOT NULL,
	`changed_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`spent_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phone_challenges_carrier_id_unique` ON `phone_challenges` (`carrier_id`);--> statement-breakpoint
CREATE INDEX `phone_challenges_by_binding` ON `phone_challenges` (`bound_to`);--> statement-breakpoint
CREATE INDEX `phone_challenges_by_time` ON `phone_challenges` (`created_at`);--> statement-breakpoint
CREATE TABLE `recoveries` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`lost_serial_number` text,
	`lost_kind` text,
	`link_hash` text,
	`link_expires_at` integer NOT NULL,
	`link_failures` integer DEFAULT 0 NOT NULL,
	`sealed_match_number` text NOT NULL,
	`cancel_hash` text NOT NULL,
	`sealed_cancel_token` text NOT NULL,
	`mail_id` text NOT NULL,
	`mailed_at` integer NOT NULL,
	`mail_outcome` text,
	`challenge_id` text,
	`ready_at` integer,
	`session_id` text,
	`entered_at` integer,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`cancellable_until` integer NOT NULL,
	`spent_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recoveries_flow_hash_unique` ON `recoveries` (`flow_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `recoveries_link_hash_unique` ON `recoveries` (`link_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `recoveries_cancel_hash_unique` ON `recoveries` (`cancel_hash`);--> statement-breakpoint
CREATE INDEX `recoveries_by_person` ON `recoveries` (`person_id`);--> statement-breakpoint
CREATE INDEX `recoveries_by_session` ON `recoveries` (`session_id`);--> statement-breakpoint
CREATE INDEX `recoveries_by_mail` ON `recoveries` (`mail_id`);--> statement-breakpoint
CREATE INDEX `recoveries_by_end` ON `recoveries` (`cancellable_until`);--> statement-breakpoint
CREATE TABLE `sends` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`person_id` text NOT NULL,
	`number_key` text,
	`network` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sends_by_person` ON `sends` (`person_id`,`channel`,`at`);--> statement-breakpoint
CREATE INDEX `sends_by_time` ON `sends` (`channel`,`at`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_next_attempt` ON `webhook_deliveries` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_webhook` ON `webhook_deliveries` (`webhook_id`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`url` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`sealed_earlier_secret` text,
	`earlier_until` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhooks_by_account` ON `webhooks` (`account_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `self_service_recovery` text DEFAULT 'owner' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `recovered_session_reach` text DEFAULT 'console' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `recovery_delay_hours` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `support_contact` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `html` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `sealed` text;--> statement-breakpoint
ALTER TABLE `people` ADD `phone_verified_at` integer;--> statement-breakpoint
ALTER TABLE `people` ADD `contact_email_confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `people` ADD `recovery` text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `recovery_failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `recovery_blocked_until` integer DEFAULT 0 NOT NULL;