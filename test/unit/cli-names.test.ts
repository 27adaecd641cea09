import { describe, expect, test } from 'vitest';
import { actionCommands, findCommand } from '../../src/cli/client/commands.ts';
import { flagsOf } from '../../src/cli/client/input.ts';
import { GLOBAL_OPTIONS, PAGING_OPTIONS } from '../../src/cli/client/options.ts';
import { jsonSchema } from '../../src/core/actions/json-schema.ts';
import { kebabCase } from '../../src/core/actions/kebab-case.ts';
import { emptyInput, sampleOutput } from '../../src/core/actions/samples.ts';
import { actions } from '../../src/core/actions/table.ts';

// The first ones are names of the AWS CLI; the others follow botocore.xform_name.
test.each([
  ['ResyncMFADevice', 'resync-mfa-device'],
  ['ListMFADevices', 'list-mfa-devices'],
  ['ListVirtualMFADevices', 'list-virtual-mfa-devices'],
  ['AuthenticationCode1', 'authentication-code1'],
  ['SerialNumber', 'serial-number'],
  ['VirtualMFADeviceName', 'virtual-mfa-device-name'],
  ['BeginFIDORegistration', 'begin-fido-registration'],
  ['CreateAPIKey', 'create-api-key'],
  ['ListAPIKeys', 'list-api-keys'],
  ['APIKeyId', 'api-key-id'],
  ['MFADevicesPerUser', 'mfa-devices-per-user'],
])('%s is called %s', (name, kebab) => {
  expect(kebabCase(name)).toBe(kebab);
});

test('every action is a command but the import, which sends a file', () => {
  const missing = Object.keys(actions).filter(name => findCommand(kebabCase(name)) === undefined);
  expect(missing).toEqual(['ImportHardwareMFADevices']);
});

describe.each(actionCommands().map(({ name }) => name))('%s', name => {
  const command = findCommand(name);

  test('has options that mean one thing each', () => {
    const shown = command?.parameters.filter(
      ({ member }) => !(command.paged && (member === 'MaxItems' || member === 'Marker')),
    );
    const flags = [
      ...(shown ?? []).flatMap(flagsOf),
      ...GLOBAL_OPTIONS,
      ...(command?.paged ? PAGING_OPTIONS : []),
    ].map(({ flag }) => flag);
    expect(flags.filter((flag, at) => flags.indexOf(flag) !== at)).toEqual([]);
  });

  test('S3-19 S3-20 has an input to fill in and a sample of its output', () => {
    if (command === undefined) throw new Error(`${name} is no command`);
    const { action } = command;
    const empty = emptyInput(jsonSchema(action.input, 'input'));
    expect(Object.keys(empty ?? {})).toEqual(command.parameters.map(({ member }) => member));
    expect(action.output.safeParse(sampleOutput(jsonSchema(action.output, 'output'))).error).toBeUndefined();
  });
});
