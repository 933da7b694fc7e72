import { parser as logQl } from '@grafana/lezer-logql';
import { parser as traceQl } from '@grafana/lezer-traceql';

interface Parser {
  parse(text: string): {
    iterate(visit: {
      enter(node: { readonly type: { readonly isError: boolean }; readonly from: number }): void;
    }): void;
  };
}

const check =
  (parser: Parser, language: string) =>
  (query: string): void => {
    const text = query.replace(/\$[a-z_]+/g, 'x');
    let at: number | undefined;
    parser.parse(text).iterate({ enter: ({ type, from }) => void (type.isError && (at ??= from)) });
    if (at !== undefined) throw new Error(`no ${language} from character ${at + 1} on: ${query}`);
  };

/** Throws when a query is no LogQL. */
export const checkLogQl = check(logQl, 'LogQL');

/** Throws when a query is no TraceQL. */
export const checkTraceQl = check(traceQl, 'TraceQL');
