import { setAwsEnvironment } from './aws-environment.js';
import { serve } from './local-server.js';

/** What Secrets Manager and the Parameter Store hold, and what they do. */
export interface SecretsStandIn {
  /** The texts of a secret by their stages, or the value of a parameter under `value`. */
  texts: Readonly<Record<string, string | undefined>>;
  /** When the current version was made. */
  createdAt: Date;
  state: 'well' | 'refusing' | 'hanging';
  /** The stages and names that were asked for, in order. */
  readonly asked: string[];
}

/** Answers `GetSecretValue` and `GetParameter` of the real SDK until the test is over. */
export async function startSecretsStandIn(texts: SecretsStandIn['texts']): Promise<SecretsStandIn> {
  const standIn: SecretsStandIn = { texts, createdAt: new Date(0), state: 'well', asked: [] };
  const base = await serve(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const input = JSON.parse(text) as { VersionStage?: string; Name?: string; WithDecryption?: boolean };
    standIn.asked.push(input.VersionStage ?? input.Name ?? '');
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    if (standIn.state === 'hanging') return;
    if (standIn.state === 'refusing') return answer(400, { __type: 'AccessDeniedException' });
    if (String(request.headers['x-amz-target']).endsWith('.GetParameter')) {
      return answer(200, {
        Parameter: { Value: input.WithDecryption ? standIn.texts['value'] : 'encrypted' },
      });
    }
    const secret = standIn.texts[input.VersionStage ?? 'AWSCURRENT'];
    if (secret === undefined) return answer(400, { __type: 'ResourceNotFoundException' });
    return answer(200, { SecretString: secret, CreatedDate: standIn.createdAt.getTime() / 1000 });
  });
  setAwsEnvironment();
  Object.assign(process.env, { AWS_ENDPOINT_URL_SECRETS_MANAGER: base, AWS_ENDPOINT_URL_SSM: base });
  return standIn;
}
