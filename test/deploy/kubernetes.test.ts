import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { defaultsOf, settingsOf } from '../../src/render/settings.js';
import { targets } from '../../src/render/targets/index.js';
import { ownPaths } from '../../src/runtime/http.js';
import { eventsQueue, queueOptions } from '../../src/runtime/redis-inbox.js';
import { longestStopMilliseconds } from '../../src/runtime/serve.js';
import { readServerConfig } from '../../src/runtime/server-config.js';
import { findUnknownFields } from './kubernetes-fields.js';
import { serverFiles, sourceOf, textOf } from './server-files.js';

/** The kinds that the manifest may have, as the API has them. */
const kinds = {
  Deployment,
  Service,
  PodDisruptionBudget,
  HorizontalPodAutoscaler,
  TriggerAuthentication,
  ScaledObject,
};

type Kind = keyof typeof kinds;
type ObjectOf<Name extends Kind> = InstanceType<(typeof kinds)[Name]>;
interface AnyObject {
  readonly kind: Kind;
  readonly metadata: { readonly name: string };
}

let files: ReadonlyMap<string, string>;
let objects: readonly AnyObject[];

beforeAll(async () => {
  files = await serverFiles();
  const documents = parseAllDocuments(textOf(files, 'deploy/kubernetes.yaml'));
  objects = documents.map((document) => document.toJS() as AnyObject).filter((object) => object !== null);
});

function find<Name extends Kind>(kind: Name, name: string): ObjectOf<Name> {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} called ${name}.`);
  return new kinds[kind](found as never) as ObjectOf<Name>;
}

const deployments = ['sinch-receiver', 'sinch-worker'] as const;

function podOf(name: string) {
  const { spec } = find('Deployment', name);
  const pod = spec?.template.spec;
  const container = pod?.containers[0];
  if (spec === undefined || pod === undefined || container === undefined) throw new Error('no container');
  return { spec, pod, container };
}

function valuesOf(name: string): Record<string, string> {
  const secret: Record<string, string> = { SINCH_WEBHOOK_SECRET: 'secret', REDIS_URL: 'redis://redis:6379' };
  const { env = [] } = podOf(name).container;
  return Object.fromEntries(env.map((one) => [one.name, one.value ?? secret[one.name] ?? '']));
}

describe('deploy/kubernetes.yaml', () => {
  it('is what the API takes, object by object', () => {
    expect(objects.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'HorizontalPodAutoscaler',
      'Deployment',
      'PodDisruptionBudget',
      'TriggerAuthentication',
      'ScaledObject',
    ]);
    for (const object of objects) {
      const Model = kinds[object.kind];
      expect(() => find(object.kind, object.metadata.name).validate(), object.metadata.name).not.toThrow();
      expect(object).toMatchObject({ apiVersion: new Model({} as never).apiVersion });
    }
  });

  it('names no field that the API does not have, which it would ignore without a word', async () => {
    const modules = {
      Deployment: 'kubernetes-models/apps/v1',
      Service: 'kubernetes-models/v1',
      PodDisruptionBudget: 'kubernetes-models/policy/v1',
      HorizontalPodAutoscaler: 'kubernetes-models/autoscaling/v2',
      TriggerAuthentication: '@kubernetes-models/keda/keda.sh/v1alpha1',
      ScaledObject: '@kubernetes-models/keda/keda.sh/v1alpha1',
    } satisfies Record<Kind, string>;
    const typed = objects.map((object) => ({ type: `I${object.kind}`, from: modules[object.kind], object }));
    const misspelt = { type: 'IService', from: modules.Service, object: { spec: { selectors: {} } } };

    expect(await findUnknownFields(typed)).toBe('');
    expect(await findUnknownFields([misspelt])).toContain(`'"selectors"' does not exist`);
  });

  it.each(deployments)(
    'selects the pods of %s by their labels, with a budget and a spread of its own',
    (name) => {
      const { spec, pod } = podOf(name);
      const labels = spec.template.metadata?.labels ?? {};

      expect(Object.keys(labels).length).toBeGreaterThan(1);
      expect(spec.selector.matchLabels).toEqual(labels);
      expect(find('PodDisruptionBudget', name).spec).toMatchObject({
        maxUnavailable: 1,
        selector: { matchLabels: labels },
      });
      for (const { labelSelector } of pod.topologySpreadConstraints ?? []) {
        expect(labelSelector?.matchLabels).toEqual(labels);
      }
      expect(pod.topologySpreadConstraints).toHaveLength(2);
    },
  );

  it('sends requests to receivers, and to no worker', () => {
    const { spec } = find('Service', 'sinch-receiver');
    const { ports } = podOf('sinch-receiver').container;

    expect(spec?.selector).toEqual(podOf('sinch-receiver').spec.template.metadata?.labels);
    expect(spec?.selector).not.toEqual(podOf('sinch-worker').spec.template.metadata?.labels);
    expect(ports?.map(({ name }) => name)).toContain(spec?.ports?.[0]?.targetPort);
  });

  it.each(deployments)('asks %s how it is at paths and a port that it has', (name) => {
    const { container } = podOf(name);
    const { startupProbe, readinessProbe, livenessProbe, ports } = container;
    const asked = [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet);

    expect(asked.map((get) => get?.path)).toEqual(['/readyz', '/readyz', '/healthz']);
    for (const get of asked) {
      expect(ownPaths).toContain(get?.path);
      expect(ports?.find((port) => port.name === get?.port)?.containerPort).toBe(
        readServerConfig(valuesOf(name)).port,
      );
    }
  });

  it.each(deployments)('gives %s longer to stop than it takes', (name) => {
    const { pod, container } = podOf(name);
    const sleep = Number(container.lifecycle?.preStop?.exec?.command?.[1] ?? 0);

    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(sleep + longestStopMilliseconds / 1000);
  });

  it('goes on taking requests while a receiver that ends is taken out of the Service', () => {
    expect(podOf('sinch-receiver').container.lifecycle?.preStop?.exec?.command).toEqual(['sleep', '5']);
  });

  it.each(deployments)('lets %s do no more than it has to', (name) => {
    const { pod, container } = podOf(name);

    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources?.requests).toHaveProperty('cpu');
    expect(container.resources?.limits).toHaveProperty('memory');
    expect(container.resources?.limits).not.toHaveProperty('cpu');
    expect(textOf(files, 'Dockerfile')).toMatch(/^USER node$/m);
  });

  it('has receivers keep events in Redis and workers handle them', () => {
    expect(readServerConfig(valuesOf('sinch-receiver'))).toMatchObject({ inbox: 'redis', concurrency: 0 });
    expect(readServerConfig(valuesOf('sinch-worker'))).toMatchObject({ inbox: 'redis', concurrency: 20 });
    const { scripts } = JSON.parse(textOf(files, 'package.json')) as { scripts: Record<string, string> };
    const { command } = podOf('sinch-worker').container;
    expect(command?.join(' ')).toBe(scripts['worker']);
    expect([...files.keys()]).toContain(sourceOf(command?.[1] ?? ''));
    expect(podOf('sinch-receiver').container.command).toBeUndefined();
  });

  it('sets variables that a receiver reads, and has each secret by its name alone', () => {
    const known = settingsOf(targets.fastify).map(({ name }) => name);
    for (const name of deployments) {
      const env = podOf(name).container.env ?? [];
      expect(env.map((one) => one.name).filter((one) => !known.includes(one))).toEqual([]);
      const secret = env.filter(({ value }) => value === undefined);
      expect(secret.map(({ valueFrom }) => valueFrom?.secretKeyRef)).toEqual([
        { name: 'sinch-webhook-receiver', key: 'SINCH_WEBHOOK_SECRET' },
        { name: 'sinch-webhook-receiver', key: 'REDIS_URL' },
      ]);
    }
  });

  it('names in its first lines every key of the secret, as the command that makes it', () => {
    const text = textOf(files, 'deploy/kubernetes.yaml');
    const made = [...text.matchAll(/--from-literal=([\w-]+)=/g)].map(([, key]) => key);
    const used = [...text.matchAll(/name: sinch-webhook-receiver\n +key: ([\w-]+)/g)].map(([, key]) => key);

    expect(made.length).toBe(5);
    expect([...new Set(used)].toSorted()).toEqual(made.toSorted());
  });
});

describe('the scale of deploy/kubernetes.yaml', () => {
  it('is that of the autoscalers, from two on, and no "apply" changes it', () => {
    expect(deployments.map((name) => podOf(name).spec.replicas)).toEqual([undefined, undefined]);
    const { spec } = find('HorizontalPodAutoscaler', 'sinch-receiver');
    expect(spec?.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: 'sinch-receiver' });
    expect(spec?.minReplicas).toBe(2);
    const scaled = find('ScaledObject', 'sinch-worker').spec;
    expect(scaled?.scaleTargetRef).toMatchObject({ name: 'sinch-worker' });
    expect(scaled?.minReplicaCount).toBe(2);
  });

  it('follows the list in which BullMQ has what waits for a worker', () => {
    const inboxName = defaultsOf(settingsOf(targets.fastify))['INBOX_NAME'] ?? '';
    const { prefix } = queueOptions(inboxName, undefined);
    const [trigger] = find('ScaledObject', 'sinch-worker').spec?.triggers ?? [];

    expect(trigger?.type).toBe('redis');
    expect(trigger?.metadata).toMatchObject({ listName: `${prefix}:${eventsQueue}:wait` });
    expect(trigger?.authenticationRef?.name).toBe(
      find('TriggerAuthentication', 'sinch-worker').metadata?.name,
    );
  });
});
