import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Call, CallAnswer } from '@pizzeria/service/testing';
import { operationFor, type DocumentedAnswer, type Operation } from './operations';

/** Which documented answers were seen. */
export interface Ledger {
  /** Calls, and throws when the answer is not as the document of its service says. */
  readonly call: Call;
  /** What nothing has provoked yet: `GET /api/menu 200`, `POST /api/orders 422 not-on-the-menu`. */
  missing(): readonly string[];
}

export const ledgerOf = (operations: readonly Operation[], call: Call): Ledger => {
  const seen = new Set<string>();
  const check = checker();
  return {
    call: async (method, path, options) => {
      const answer = await call<never>(method, path, options);
      const operation = operationFor(operations, method, path);
      if (!operation) throw new Error(`No document knows ${method} ${path}.`);
      const wrong = check(operation, answer);
      if (wrong.length > 0)
        throw new Error(`${method} ${path} answered ${answer.status} against its document: ${wrong.join('; ')}`);
      const { code } = (answer.body ?? {}) as { readonly code?: string };
      seen.add(nameOf(operation, answer.status, answer.status < 400 ? undefined : code));
      return answer;
    },
    missing: () => operations.flatMap(namesOf).filter((name) => !seen.has(name)),
  };
};

const nameOf = ({ method, template }: Operation, status: number | string, code?: string): string =>
  [method, template, status, ...(code === undefined ? [] : [code])].join(' ');

const namesOf = (operation: Operation): readonly string[] =>
  Object.entries(operation.answers).flatMap(([status, { codes }]) =>
    codes.length === 0 ? [nameOf(operation, status)] : codes.map((code) => nameOf(operation, status, code)),
  );

const checker = (): ((operation: Operation, answer: CallAnswer) => readonly string[]) => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  const compiled = new Map<DocumentedAnswer, ValidateFunction>();
  return ({ answers, document: { components } }, { status, headers, body }) => {
    const answer = answers[status];
    if (!answer) return ['it documents no such status'];
    const validate = compiled.get(answer) ?? ajv.compile({ ...answer.schema, components });
    compiled.set(answer, validate);
    const [type] = (headers.get('content-type') ?? '').split(';');
    return [
      ...(type === answer.contentType ? [] : [`its content type is ${type}`]),
      ...answer.requiredHeaders.filter((name) => !headers.has(name)).map((name) => `it lacks the header ${name}`),
      ...(validate(body) ? [] : [ajv.errorsText(validate.errors)]),
    ];
  };
};
