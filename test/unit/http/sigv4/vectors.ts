/** Requests that Debian's botocore signed (contract 2.4). The clock stood at 2026-01-02T03:04:05Z. */
export const VECTOR_KEY = {
  accessKeyId: 'AKIDEXAMPLE00000ROOT',
  secretAccessKey: 'rootSecretKeyDummyrootSecretKeyDummy0000',
};
export const VECTOR_TIME = Date.UTC(2026, 0, 2, 3, 4, 5);

export interface Vector {
  readonly path: string;
  readonly body: string;
  readonly region: string;
  readonly service: 'iam' | 'sts';
  readonly token?: string;
  readonly bodyHash: string;
  readonly canonicalHash: string;
  readonly signature: string;
}

export const VECTORS: Record<string, Vector> = {
  '(1)': {
    path: '/',
    body: 'Action=ResyncMFADevice&Version=2010-05-08&UserName=Richard&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2FRichardsMFA&AuthenticationCode1=123456&AuthenticationCode2=987654',
    region: 'us-east-1',
    service: 'iam',
    bodyHash: '04e24aee6299dddd9f4c3711a44c00e8be56acd5793348841b3d90250a22a783',
    canonicalHash: '31481893bb07c71c35bbbde68790251ce5272b535b35c7055c2a33260382bc5f',
    signature: '56163b1202382667f7aa252c256a6b1fd4defed2983b637ac19ad7c633530a18',
  },
  '(2)': {
    path: '/',
    body: 'Action=GetUser&Version=2010-05-08',
    region: 'us-east-1',
    service: 'iam',
    token: 'dummy/session+token==',
    bodyHash: '63cdc6da6b76dfdbbd82fe53059afd80e08926740ab5436bd2d4196da1af20db',
    canonicalHash: 'c909cc10dd0ba7caaa0dd2a0908eacb0f2c4e70bec4c93dc2a360da897fd7b89',
    signature: 'd764ae4a03e18dc8d8872a24704c632385064d63165f85ba17f535952e4deb38',
  },
  '(3)': {
    path: '/aws',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
    region: 'eu-west-1',
    service: 'sts',
    bodyHash: 'ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843',
    canonicalHash: '6e14cf3a6aec05318a5637eebe02cf6804f62d0ad3eb4c1c28210904f3e086ab',
    signature: '5efab38c9ccbcf94f79bd05ad25eb5022c665da3f5c0426ce41db5f98fcb8080',
  },
};
