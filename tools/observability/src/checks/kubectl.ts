import type { Cluster } from './cluster';

/** Clusters in which a line must work that names no part of k8s. */
const overlays = ['k8s/overlays/local', 'k8s/overlays/production'];

/**
 * What is wrong with a line of kubectl: objects and labels that are not in both overlays, or not in the part of k8s that
 * a comment at its end names.
 */
export const kubectlProblems = (
  line: string,
  clusterOf: (folder: string) => Cluster | undefined,
): readonly string[] => {
  const [command = '', part] = line.split(/ +# (?=k8s\/\S+$)/);
  // What comes after ` -- ` is run inside of a pod.
  const [outside = ''] = command.split(' -- ');
  const objects = [
    ...outside.matchAll(/ (deployment|statefulset|service)\/([a-z-]+)/g),
    ...outside.matchAll(/ (hpa|scaledobject) ([a-z][a-z-]*)/g),
  ].map(([, kind, name]) => `${kind}/${name}`);
  const labels = [...outside.matchAll(/ -l (\S+)/g)].map(([, label = '']) => label);
  const lines = / logs /.test(outside) && labels.length > 0 && !outside.includes(' --tail=');
  return [
    ...(part === undefined ? overlays : [part]).flatMap((folder) => {
      const cluster = clusterOf(folder);
      if (!cluster) return [`there is no ${folder}`];
      return [
        ...objects.filter((object) => !cluster.objects.includes(object)),
        ...labels.filter((label) => !cluster.labels.includes(label)),
      ].map((missing) => `${folder} has no ${missing}`);
    }),
    ...(lines ? ['by a label, kubectl shows the last ten lines of each, unless told --tail'] : []),
  ];
};
