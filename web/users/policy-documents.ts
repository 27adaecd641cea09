import { act } from '../session/act.ts';

export const builtInDocument = async (name: string): Promise<string> =>
  (await act('GetPolicyVersion', { PolicyArn: `arn:aws:iam::aws:policy/${name}`, VersionId: 'v1' }))
    .PolicyVersion.Document;

export const ownDocument = async (UserName: string, PolicyName: string): Promise<string> =>
  (await act('GetUserPolicy', { UserName, PolicyName })).PolicyDocument;
