import { readdirSync, readFileSync } from 'node:fs';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, settingNames } from '../../src/config.ts';

const folder = new URL('../../deploy/kubernetes/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');

const kinds = { Deployment, Job, NetworkPolicy, PodDisruptionBudget, ConfigMap, PersistentVolumeClaim, Service };
const Kind = z.looseObject({ kind: z.enum(Object.keys(kinds) as [keyof typeof kinds]), apiVersion: z.string() });

/** Throws where Kubernetes' own schema of this kind does not allow it. */
function validate(manifest: unknown): void {
  const { kind, apiVersion } = Kind.parse(manifest);
  const made = new kinds[kind](manifest as never); // safe: it is validated on the next line
  expect(made.apiVersion).toBe(apiVersion);
  made.validate();
}

const Container = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  env: z.array(z.looseObject({ name: z.string() })).optional(),
  securityContext: z.looseObject({}),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() })).optional(),
});
const Pod = z.looseObject({
  automountServiceAccountToken: z.boolean(),
  securityContext: z.looseObject({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
  containers: z.tuple([Container]),
  volumes: z.array(z.looseObject({ name: z.string() })).optional(),
});
const podOf = (file: string) =>
  z.looseObject({ spec: z.looseObject({ template: z.looseObject({ spec: Pod }) }) }).parse(parse(read(file))).spec.template.spec;

describe('the manifests for Kubernetes', () => {
  it.each(files)('%s is what Kubernetes’ schema of its kind allows', (file) => {
    expect(() => validate(parse(read(file)))).not.toThrow();
  });

  it('a wrong type, a word that is no choice, and a field that is missing would be found', () => {
    const deployment = read('deployment.yaml');
    const broken = [
      deployment.replace('replicas: 2', 'replicas: two'),
      deployment.replace('containerPort: 3000', 'containerPort: "3000"'),
      deployment.replace('        - name: wheelhouse\n          image', '        - image'),
    ];
    for (const text of broken) {
      expect(text).not.toBe(deployment);
      expect(() => validate(parse(text))).toThrow();
    }
  });

  it('are all applied, and nothing else is', () => {
    const { resources } = z.looseObject({ resources: z.array(z.string()) }).parse(parse(read('kustomization.yaml')));
    expect([...resources].sort()).toEqual([...files].sort());
  });

  it('run two replicas without privileges, on a read-only file system, each write with a volume below it', () => {
    expect(parse(read('deployment.yaml')).spec.replicas).toBe(2);
    for (const file of ['deployment.yaml', 'migrate.yaml']) {
      const pod = podOf(file);
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(pod.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
    const { containers, volumes = [] } = podOf('deployment.yaml');
    const mounts = containers[0].volumeMounts ?? [];
    expect(volumes.map(({ name }) => name).sort()).toEqual(mounts.map(({ name }) => name).sort());
    const { data } = parse(read('settings.yaml'));
    const below = (path: string) => mounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
    expect(below(data.POLICY_FILE)).toMatchObject({ readOnly: true });
    expect(below(data.AUDIT_HEAD_FILE)).toMatchObject({ name: 'heads' });
    expect(below(data.AUDIT_HEAD_FILE)?.readOnly).not.toBe(true);
  });

  it('name settings that there are, no secret among them, and with the secrets that the page names the app would start', () => {
    const { data } = z.looseObject({ data: z.record(z.string(), z.string()) }).parse(parse(read('settings.yaml')));
    const page = read('README.md');
    const app = page.slice(0, page.indexOf('generic wheelhouse-migrate'));
    const secrets = [...app.matchAll(/--from-literal=(\w+)=/g)].map(([, name = '']) => name);
    for (const name of [...Object.keys(data), ...secrets]) expect(settingNames).toContain(name);
    for (const name of Object.keys(data)) expect(name).not.toMatch(/TOKEN$|SECRET|KEY|DATABASE_URL/);
    const environment = {
      ...data,
      ...Object.fromEntries(secrets.map((name) => [name, 'x'.repeat(44)])),
      SLACK_BOT_TOKEN: 'xoxb-1',
      DATABASE_URL: 'postgres://wheelhouse_run:x@database/wheelhouse',
      JOURNAL_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const config = readConfig(environment);
    expect(config).toMatchObject({ ok: true, config: { http: { host: '0.0.0.0', port: 3000 } } });
  });

  it('start what the image has, and ask for paths that the app serves', () => {
    const image = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
    const [migrate] = podOf('migrate.yaml').containers;
    expect(migrate.command).toEqual(['node', 'bin/wheelhouse.js', 'migrate']);
    expect(image).toContain('/app/bin ./bin');
    expect(podOf('deployment.yaml').containers[0].image).toBe(migrate.image);
    const paths = [...read('deployment.yaml').matchAll(/path: (\/\w+)/g)].map(([, path]) => path);
    expect(paths).toEqual(['/healthz', '/healthz', '/readyz']);
  });
});
