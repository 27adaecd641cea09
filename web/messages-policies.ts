/** The words of the "Permissions" of a user. Imported as part of messages.ts. */

export const permissions = 'Permissions';

// Built-in policies
export const builtInPolicies = 'Built-in policies';
export const builtInPoliciesIntro = 'They come with the gateway and are the same for everybody.';
export const administratorAccessHint =
  'Everything: all users, all devices, the account, and the permissions of others. Whoever has it is an administrator.';
export const manageOwnHint =
  'The own devices, password, sessions and keys, and nothing of others. Every new user has it.';
export const attached = 'Attached';
export const attach = 'Attach';
export const detach = 'Detach';
export const document = 'Document';
export const documentOf = 'Document of {name}';
export const manageOwnTitle = 'Let {name} manage the own account?';
export const manageOwnBody =
  '{name} can then change the own password, and assign and deactivate the own devices and keys.';
export const manageOwnDone = '{name} manages the own account now.';
export const manageOwnStopTitle = 'Stop {name} from managing the own account?';
export const manageOwnStopBody =
  '{name} keeps devices and password, and changes nothing about them any more, except what another policy allows.';
export const manageOwnStopped = 'ManageOwnMFA is detached from {name}.';

// Own policies
export const ownPolicies = 'Own policies';
export const ownPoliciesIntro =
  'Written for {name}. All policies count together: what nothing allows is denied, and what one denies no other allows.';
export const noOwnPolicies = 'No own policies.';
export const addPolicy = 'Add policy';
export const edit = 'Edit';
export const deletePolicyBody =
  'What this policy allows {name} is denied from now on, and what it denies may be allowed by others.';
export const policyDeleted = 'The policy {policy} is deleted.';

// The editor
export const newPolicy = 'New policy for {name}';
export const editPolicy = 'Policy {policy} of {name}';
export const policyName = 'Policy name';
export const policyNameRule = 'Use 1 to 128 letters, digits or any of + = , . @ _ -';
export const policyNameTaken = 'The user has a policy of this name. Edit that one, or use another name.';
export const startFrom = 'Start from';
export const policyDocument = 'Policy document';
export const policyDocumentHint =
  'JSON. All own policies of a user have 2,048 characters together at most, spaces not counted.';
export const check = 'Check';
export const policyIsSound = 'The policy is sound. It is not saved yet.';
export const policySaved = 'The policy {policy} is saved.';
export const savePolicy = 'Save policy';
export const oneFault = 'The policy has 1 fault:';
export const someFaults = 'The policy has {count} faults:';
export const faultAt = 'Line {line}, column {column}';

export const discardTitle = 'Discard what you wrote?';
export const discardBody = 'The text of this policy is not saved.';
export const discard = 'Discard';

// Examples
export const exampleResync = 'Resync own devices, nothing else';
export const exampleMfa = 'Everything else only with MFA';
export const exampleHelpDesk = 'Help desk: resync and unlock';
export const exampleNetwork = 'Read only, from one network';

// Try it
export const tryIt = 'Try it';
export const trySaved = 'What the saved policies of {name} say of a request.';
export const tryUnsaved = 'What the policies of {name} would say of a request if this one were saved.';
export const tryHint =
  'This is about policies alone. The gateway asks more of some actions, such as a proof that is not old.';
export const action = 'Action';
export const actionRule = 'An action is a name such as iam:ResyncMFADevice.';
export const resource = 'On';
export const resourceHint =
  'Most actions are asked about a user, those of virtual devices about the device, and those of the account about everything.';
export const thisUser = 'This user';
export const anotherUser = 'Another user';
export const aDevice = 'A virtual MFA device';
export const everything = 'Everything (*)';
export const requestComes = 'The request comes';
export const withFreshMfa = 'Just after signing in with MFA';
export const withOldMfa = 'Two hours after sign-in with MFA';
export const withoutMfa = 'After sign-in by password alone';
export const withKey = 'With an access key or API key';
export const allowed = 'Allowed';
export const denied = 'Denied';
export const allowedBy = 'These statements allow it, and none denies it:';
export const deniedBy = 'These statements deny it, whatever others allow:';
export const deniedByNone = 'No statement allows it.';
export const statementAt = '{policy}, lines {first} to {last}';
export const statementOn = '{policy}, line {first}';
export const thisPolicy = 'This policy';
