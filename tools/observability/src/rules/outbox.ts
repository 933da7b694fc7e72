import { anyService, thresholds } from '../thresholds';
import { oneLine, type Alert } from './alert';

const onService = { service: '{{ $labels.service }}' };

export const outboxAlerts: readonly Alert[] = [
  {
    name: 'OutboxStuck',
    expr: `max by (service) (pizzeria_outbox_oldest_age) > ${thresholds.outboxAgeSeconds}`,
    for: '2m',
    severity: 'critical',
    summary: 'An event of {{ $labels.service }} has waited {{ $value | humanizeDuration }} to be sent',
    description: 'What happened there is not heard of elsewhere. Nothing is lost: it leaves when the way is free.',
    board: 'pizzeria-service',
    panel: 'Outbox: oldest event',
    variables: onService,
  },
  {
    name: 'OutboxRowsParked',
    expr: 'max by (service) (pizzeria_outbox_parked) > 0',
    for: '5m',
    severity: 'warning',
    summary: '{{ $value }} events of {{ $labels.service }} are parked: the broker refuses them',
    description: 'The table outbox_parked has the reason; 403 means that definitions were not applied.',
    board: 'pizzeria-service',
    panel: 'Outbox: parked',
    variables: onService,
  },
  {
    name: 'NoRelayLeader',
    expr: oneLine(`sum by (job) (pizzeria_outbox_leader) != 1
      or max by (job) (up{job=~"${anyService}"}) == 1 unless sum by (job) (pizzeria_outbox_leader)`),
    for: '2m',
    severity: 'critical',
    summary: 'Not exactly one process of {{ $labels.job }} relays its events',
    description: 'None: no process has the role relay. Two: a connection to the database is split.',
    board: 'pizzeria-service',
    panel: 'Relay leader',
    variables: { service: '{{ $labels.job }}' },
  },
];
