CREATE TABLE `access_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_used_at` integer,
	`last_used_service` text,
	`last_used_region` text,
	`last_used_from` text
);
--> statement-breakpoint
CREATE INDEX `access_keys_by_person` ON `access_keys` (`person_id`);--> statement-breakpoint
CREATE TABLE `device_tags` (
	`device_id` text NOT NULL,
	`key_compared` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`device_id`, `key_compared`)
);
--> statement-breakpoint
ALTER TABLE `people` ADD `policies` text DEFAULT '{"attached":["ManageOwnMFA"],"inline":{}}' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `policy_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `access_key_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `sealed_secret` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `parent_key_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_access_key_id_unique` ON `sessions` (`access_key_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_parent_key` ON `sessions` (`parent_key_id`);--> statement-breakpoint
UPDATE `people` SET `policies` = '{"attached":["AdministratorAccess","ManageOwnMFA"],"inline":{}}' WHERE `administrator`;--> statement-breakpoint
UPDATE `people` SET `policies` = '{"attached":[],"inline":{}}' WHERE `kind` = 'owner';--> statement-breakpoint
ALTER TABLE `people` DROP COLUMN `administrator`;
