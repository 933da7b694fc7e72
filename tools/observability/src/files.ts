import { existsSync, readFileSync } from 'node:fs';
import { dashboards } from './boards/boards';
import { clusterGroups, groups } from './rules/groups';
import { asYaml, prometheusRule, ruleFile } from './rules/yaml';

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const folder = 'deploy/observability';
const made = 'Made from tools/observability by `npm run generate`. Change it there.';

/** Boards and rules as Grafana and Prometheus read them. */
export const generatedFiles = (): readonly GeneratedFile[] => {
  const boards = dashboards();
  return [
    ...boards.map((board) => ({
      path: `${folder}/grafana/dashboards/${(board.uid ?? '').replace('pizzeria-', '')}.json`,
      text: `${JSON.stringify(board, null, 2)}\n`,
    })),
    { path: `${folder}/prometheus/rules/pizzeria.yml`, text: asYaml(ruleFile(groups, boards), made) },
    { path: `${folder}/prometheus/rules/cluster.yml`, text: asYaml(ruleFile(clusterGroups, boards), made) },
    {
      path: `${folder}/prometheus-operator/prometheus-rule.yaml`,
      text: asYaml(prometheusRule([...groups, ...clusterGroups], boards), made),
    },
  ];
};

/** What is to be done about files that are not as they would be made now. */
export const staleFiles = (files: readonly GeneratedFile[]): readonly string[] =>
  files
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => `${path} is stale: run \`npm run generate\` and commit what it writes`);
