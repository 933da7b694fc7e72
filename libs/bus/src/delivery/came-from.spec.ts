import { context, type SpanContext, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { runningSpan, saidBy, spansIn } from './came-from';

const span: SpanContext = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
const text = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('where a message came from', () => {
  beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => context.disable());

  it('is the span that runs, in W3C trace context, and nothing outside of any', () => {
    expect(context.with(trace.setSpanContext(context.active(), span), runningSpan)).toBe(text);
    expect(runningSpan()).toBeUndefined();
  });

  it('goes with what is moved, and with nothing else', () => {
    expect(saidBy({ kind: 'retry', afterMs: 50, marks: { attempts: 1 } }, text)).toEqual({
      kind: 'retry',
      afterMs: 50,
      marks: { attempts: 1, cameFrom: text },
    });
    expect(saidBy({ kind: 'dead-letter', marks: { reason: 'rejected' } }, text)).toMatchObject({
      marks: { reason: 'rejected', cameFrom: text },
    });
    expect(saidBy({ kind: 'ack' }, text)).toEqual({ kind: 'ack' });
    expect(saidBy({ kind: 'retry', afterMs: 50, marks: {} }, undefined)).toEqual({
      kind: 'retry',
      afterMs: 50,
      marks: {},
    });
  });

  it('is read as far as it can be: anybody may have written it', () => {
    expect(spansIn(`${text} ${text}`)).toEqual([
      { ...span, isRemote: true },
      { ...span, isRemote: true },
    ]);
    for (const nonsense of [undefined, '', 'Ada', '00-1-2-3', `${text}x`, ' '.repeat(600)])
      expect(spansIn(nonsense)).toEqual([]);
    expect(spansIn(Array.from({ length: 9 }, () => text).join(' '))).toHaveLength(4);
  });
});
