import { isExactImage } from '@pizzeria/images';
import type { PostgresCluster, RabbitmqCluster } from '../custom/operators';
import { called, type Manifest, ofKind } from '../objects/manifest';
import { containersOf, workloadsOf } from '../objects/workloads';
import type { Law } from './law';

/** Every image that is run, with by what. */
export const imagesOf = (
  manifests: readonly Manifest[],
): readonly { readonly by: string; readonly image: string }[] => [
  ...workloadsOf(manifests).flatMap(({ title, pod }) =>
    containersOf(pod).map(({ name, image = '' }) => ({ by: `${title}, container ${name}`, image })),
  ),
  ...ofKind<RabbitmqCluster>(manifests, 'RabbitmqCluster').map((each) => ({
    by: called(each),
    image: each.spec.image,
  })),
  ...ofKind<PostgresCluster>(manifests, 'Cluster').map((each) => ({ by: called(each), image: each.spec.imageName })),
];

/** `latest`, and no tag at all, are another image tomorrow. */
export const exactTags: Law = ({ manifests }) =>
  imagesOf(manifests)
    .filter(({ image }) => !isExactImage(image))
    .map(({ by, image }) => `${by}: ${image} names no exact version`);
