import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../thresholds';
import type { Board } from './board';
import { note } from './panels';
import { datasources, labelValues } from './queries';
import { health, queues } from './bus/queues';
import { publishing, returning } from './bus/traffic';
import { broker, telemetry } from './bus/broker';

export const bus: Board = {
  uid: 'pizzeria-bus',
  title: 'Bus',
  description: 'Queues, retries and the broker',
  variables: [
    new QueryVariableBuilder('queue')
      .label('queue')
      .datasource(datasources.prometheus)
      .query(labelValues('pizzeria_bus_in_flight', 'queue'))
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc)
      .multi(true)
      .includeAll(true)
      .allValue('.*')
      .current({ selected: true, text: 'All', value: '$__all' }),
  ],
  rows: [
    {
      title: 'Health',
      panels: [
        ...health,
        note(
          'What good looks like',
          'How to read this board.',
          'All services are connected, queues are near empty, each has consumers, nothing is paused, nothing returned or ' +
            `drifted. A burst in a queue that is gone within ${thresholds.lagSeconds} s is a Friday night.`,
        ),
      ],
    },
    { title: 'Queues', panels: queues },
    { title: 'Publishing', panels: publishing },
    { title: 'What comes back', panels: returning },
    { title: 'Broker', panels: broker },
    { title: 'Telemetry', panels: telemetry },
  ],
  elsewhere: [
    { title: 'RabbitMQ overview', url: 'https://grafana.com/grafana/dashboards/10991' },
    { title: 'RabbitMQ quorum queues', url: 'https://grafana.com/grafana/dashboards/11340' },
  ],
};
