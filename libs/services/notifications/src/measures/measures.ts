import { channel } from '@pizzeria/contracts';
import { counter } from '@pizzeria/service';

export const messagesByOutcome = counter({
  name: 'pizzeria.messages',
  meaning:
    'Messages that came to an end: recorded where nothing is sent, uncertain where nobody can tell, withheld from a number that wants none, withdrawn before they were sent',
  labels: {
    channel: channel.options,
    outcome: ['sent', 'recorded', 'failed', 'uncertain', 'withheld', 'withdrawn'],
  },
});
