import type { ExamplesByAlert } from './examples';

/** Of alerts that stand on kube-state-metrics. */
export const clusterExamples: ExamplesByAlert = {
  ReplicasMaxed: {
    fires: {
      series: {
        'kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
      },
      at: '20m',
      labels: { namespace: 'pizzeria', horizontalpodautoscaler: 'kitchen', severity: 'warning' },
    },
    quiet: {
      series: {
        'kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x5 3x30',
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
      },
      at: '20m',
    },
  },
};
