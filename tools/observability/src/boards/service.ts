import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { anyService } from '../thresholds';
import type { Board } from './board';
import { logLines, note } from './panels';
import { datasources, labelValues, logs } from './queries';
import { health, requests } from './service/requests';
import { events } from './service/events';
import { processes } from './service/processes';

export const service: Board = {
  uid: 'pizzeria-service',
  title: 'Service',
  description: 'One service: requests, events, outbox, process',
  variables: [
    new QueryVariableBuilder('service')
      .label('service')
      .datasource(datasources.prometheus)
      .query(labelValues(`up{job=~"${anyService}"}`, 'job'))
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc)
      .current({ selected: true, text: 'orders', value: 'orders' }),
  ],
  rows: [
    {
      title: 'Health',
      panels: [
        ...health,
        note(
          'What good looks like',
          'How to read this board.',
          'All processes are up, one of them leads the relay, the outbox is empty within a second, nothing is parked or dead. ' +
            'No 5xx, nobody waits for a database connection, the event loop is on time.',
        ),
      ],
    },
    { title: 'Requests', panels: requests },
    { title: 'Events', panels: events },
    { title: 'Processes', panels: processes },
    {
      title: 'Logs',
      panels: [
        logLines({
          title: 'Warnings and errors',
          description: 'What the service complained of.',
          queries: [logs('{service_name="$service"} | detected_level =~ `warn|error|fatal`')],
        }),
      ],
    },
  ],
};
