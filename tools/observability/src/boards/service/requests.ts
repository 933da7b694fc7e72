import { thresholds } from '../../thresholds';
import { lights, lines, number, stacked } from '../panels';
import { over } from '../queries';
import { byService, job, routes } from './labels';

export const health = [
  number({
    title: 'Processes up',
    description: 'Processes of the service that answer.',
    unit: 'short',
    queries: [over(`sum(up{${job}}) or vector(0)`)],
  }).thresholds(lights(1, 1, true)),
  number({
    title: 'Relay leader',
    description: 'Exactly one process sends the events of the outbox: 1 is good.',
    unit: 'short',
    queries: [over(`sum(pizzeria_outbox_leader{${byService}}) or vector(0)`)],
  }).thresholds(lights(1, 1, true)),
  number({
    title: 'Outbox: pending',
    description: 'Events written and not yet sent. A few, for a moment, is good.',
    unit: 'short',
    queries: [over(`max(pizzeria_outbox_pending{${byService}})`)],
  }),
  number({
    title: 'Outbox: oldest event',
    description: 'How long the event that waits longest has waited.',
    unit: 's',
    queries: [over(`max(pizzeria_outbox_oldest_age{${byService}})`)],
  }).thresholds(lights(10, thresholds.outboxAgeSeconds)),
  number({
    title: 'Outbox: parked',
    description:
      'Events that the broker refuses for their own sake. 0 is good; SELECT release_parked() sends them again.',
    unit: 'short',
    queries: [over(`max(pizzeria_outbox_parked{${byService}})`)],
  }).thresholds(lights(1, 1)),
  number({
    title: 'Dead letters',
    description: 'Messages of this service that were given up and wait. 0 is good.',
    unit: 'short',
    queries: [over(`sum(pizzeria_dead_letters{${byService}}) or vector(0)`)],
  }).thresholds(lights(1, thresholds.deadLetterBurst)),
];

export const requests = [
  stacked({
    title: 'Requests, by route',
    description: 'Requests answered.',
    unit: 'reqps',
    queries: [
      over(
        `sum by (http_request_method, http_route) (rate(http_server_request_duration_count{${job}}[5m]))`,
        '{{http_request_method}} {{http_route}}',
      ),
    ],
  }),
  lines({
    title: 'Errors, by route',
    description: 'Answers with 5xx. None is good.',
    unit: 'reqps',
    queries: [
      over(
        `sum by (http_route, http_response_status_code) (rate(http_server_request_duration_count{${job}, http_response_status_code=~"5.."}[5m]))`,
        '{{http_response_status_code}} {{http_route}}',
      ),
    ],
  }),
  lines({
    title: 'Duration, p95 by route',
    description: 'Streams left out: they last as long as somebody looks.',
    unit: 's',
    queries: [
      over(
        `histogram_quantile(0.95, sum by (http_route, le) (rate(http_server_request_duration_bucket{${routes}}[5m])))`,
        '{{http_route}}',
      ),
    ],
  }).thresholds(lights(0.5, thresholds.httpSeconds)),
];
