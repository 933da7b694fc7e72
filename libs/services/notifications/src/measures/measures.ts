import { channel } from '@pizzeria/contracts';
import { counter } from '@pizzeria/service';

export const messagesByOutcome = counter({
  name: 'pizzeria.messages',
  meaning: 'Messages to customers that came to an end: recorded where nothing is sent, uncertain where nobody can tell',
  labels: { channel: channel.options, outcome: ['sent', 'recorded', 'failed', 'uncertain'] },
});
