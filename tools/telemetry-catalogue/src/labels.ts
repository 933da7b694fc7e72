const queue = ['queue'];
const service = ['service'];
const none: readonly string[] = [];
const heapSpace = ['v8js_heap_space_name'];
const client = ['messaging_system', 'messaging_operation_name', 'messaging_destination_name'];
const reasons = 'reason=retries-exhausted|rejected|invalid|unknown-type|unsupported-version|crash-loop';

/** The labels of what every service shows; a measure of a service has those it declares. `?`: not on every series. */
export const platformLabels: Readonly<Record<string, readonly string[]>> = {
  http_server_request_duration: ['http_request_method', 'http_route', 'http_response_status_code'],
  messaging_client_consumed_messages_total: client,
  messaging_client_operation_duration: [...client, 'error_type?'],
  messaging_client_sent_messages_total: [...client, 'error_type?'],
  messaging_process_duration: ['messaging_destination_name', 'error_type?'],
  nodejs_eventloop_delay_max: none,
  nodejs_eventloop_delay_mean: none,
  nodejs_eventloop_delay_min: none,
  nodejs_eventloop_delay_p50: none,
  nodejs_eventloop_delay_p90: none,
  nodejs_eventloop_delay_p99: none,
  nodejs_eventloop_delay_stddev: none,
  nodejs_eventloop_time_total: ['nodejs_eventloop_state=active|idle'],
  nodejs_eventloop_utilization: none,
  pizzeria_bus_confirmed_total: none,
  pizzeria_bus_connected: ['role=publish|consume|all'],
  pizzeria_bus_dead_letters_total: ['queue', reasons],
  pizzeria_bus_failed_moves_total: none,
  pizzeria_bus_in_flight: queue,
  pizzeria_bus_paused: ['queue', 'reason=database|dead-letter-not-kept'],
  pizzeria_bus_prefetch: queue,
  pizzeria_bus_reconnects_total: none,
  pizzeria_bus_refused_total: none,
  pizzeria_bus_resubscribes_total: none,
  pizzeria_bus_retries_total: ['queue', 'rung', 'because=failure|asked|early|suspected'],
  pizzeria_bus_settle_lost_total: none,
  pizzeria_bus_subscribed: queue,
  pizzeria_bus_suspects_total: queue,
  pizzeria_bus_topology_drift_total: none,
  pizzeria_bus_uncertain_total: none,
  pizzeria_bus_unroutable_total: ['event', 'required=true|false'],
  pizzeria_bus_unsent_total: none,
  pizzeria_database_pool_size: service,
  pizzeria_database_pool_used: service,
  pizzeria_database_pool_waiting: service,
  pizzeria_dead_letters: ['service', 'queue', `${reasons}|broker`],
  pizzeria_event_handled_total: [
    ...['producer', 'event', 'consumer', 'queue'],
    'outcome=handled|duplicate|retried|dead|handed_back',
  ],
  pizzeria_event_lag: ['event', 'queue'],
  pizzeria_event_published_total: ['service', 'event'],
  pizzeria_outbox_leader: service,
  pizzeria_outbox_oldest_age: service,
  pizzeria_outbox_parked: service,
  pizzeria_outbox_pending: service,
  process_cpu_time_total: ['cpu_mode=user|system'],
  process_memory_usage: none,
  process_uptime: none,
  v8js_gc_duration: ['v8js_gc_type'],
  v8js_memory_heap_limit: none,
  v8js_memory_heap_space_available_size: heapSpace,
  v8js_memory_heap_space_physical_size: heapSpace,
  v8js_memory_heap_space_size: heapSpace,
  v8js_memory_heap_used: heapSpace,
  v8js_resource_active: ['v8js_resource_type'],
};

const onRabbitMq = 'a process on RabbitMQ';
const leader = 'the process that relays';

/** Who shows what not every process does. */
export const shownBy: Readonly<Record<string, string>> = {
  pizzeria_bus_confirmed_total: onRabbitMq,
  pizzeria_bus_failed_moves_total: onRabbitMq,
  pizzeria_bus_reconnects_total: onRabbitMq,
  pizzeria_bus_refused_total: onRabbitMq,
  pizzeria_bus_resubscribes_total: onRabbitMq,
  pizzeria_bus_settle_lost_total: onRabbitMq,
  pizzeria_bus_subscribed: onRabbitMq,
  pizzeria_bus_topology_drift_total: onRabbitMq,
  pizzeria_bus_uncertain_total: onRabbitMq,
  pizzeria_bus_unsent_total: onRabbitMq,
  pizzeria_dead_letters: leader,
  pizzeria_outbox_oldest_age: leader,
  pizzeria_outbox_parked: leader,
  pizzeria_outbox_pending: leader,
};
