import { PanelBuilder as BarChart } from '@grafana/grafana-foundation-sdk/barchart';
import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Heatmap, YAxisConfigBuilder } from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as Logs } from '@grafana/grafana-foundation-sdk/logs';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Text, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as Timeseries } from '@grafana/grafana-foundation-sdk/timeseries';
import { datasources } from './queries';

/** What every panel says of itself. */
export interface About {
  readonly title: string;
  /** What it shows and what good looks like. */
  readonly description: string;
  /** One of Grafana's units. */
  readonly unit: string;
  /** Of 24 columns. */
  readonly width?: number;
  readonly height?: number;
  readonly queries: readonly Builder<Dataquery>[];
}

interface Describable extends Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  unit(unit: string): this;
  span(width: number): this;
  height(height: number): this;
  datasource(source: { type: string; uid: string }): this;
  withTarget(query: Builder<Dataquery>): this;
}

/** Gives a panel of any kind what all have. */
export const about = <P extends Describable>(panel: P, { queries, ...of }: About): P => {
  panel
    .title(of.title)
    .description(of.description)
    .unit(of.unit)
    .span(of.width ?? 8)
    .height(of.height ?? 8)
    .datasource(datasources.prometheus);
  for (const query of queries) panel.withTarget(query);
  return panel;
};

/** Green below the first bound, then yellow, then red; the other way round with `lowIsBad`. */
export const lights = (warning: number, critical: number, lowIsBad = false): ThresholdsConfigBuilder => {
  const steps = lowIsBad
    ? [
        { value: null, color: 'red' },
        { value: critical, color: 'yellow' },
        { value: warning, color: 'green' },
      ]
    : [
        { value: null, color: 'green' },
        { value: warning, color: 'yellow' },
        { value: critical, color: 'red' },
      ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
};

/** Lines over time. */
export const lines = (of: About): Timeseries =>
  about(new Timeseries(), of)
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(VisibilityMode.Never)
    .min(0)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi));

/** Lines on top of each other: their sum counts. */
export const stacked = (of: About): Timeseries =>
  lines(of).fillOpacity(40).stacking(new StackingConfigBuilder().mode(StackingMode.Normal));

/** One number that is read from the other end of the kitchen. */
export const number = (of: About): Stat =>
  about(new Stat(), { height: 4, width: 4, ...of })
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .noValue('–');

/** One bar for each value of this moment. */
export const bars = (of: About): BarGauge =>
  about(new BarGauge(), of)
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Gradient)
    .min(0)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlPu))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .noValue('0');

/** One column for each value of the label `by`, a number, in its order. */
export const columns = ({ by, ...of }: About & { readonly by: string }): BarChart => {
  const becomes = (destinationType: string) => ({
    id: 'convertFieldType',
    options: { conversions: [{ targetField: by, destinationType }] },
  });
  return about(new BarChart(), of)
    .xField(by)
    .min(0)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(false),
    )
    .withTransformation({ id: 'organize', options: { excludeByName: { Time: true } } })
    .withTransformation(becomes('number'))
    .withTransformation({ id: 'sortBy', options: { sort: [{ field: by }] } })
    .withTransformation(becomes('string'));
};

export const heat = (of: About): Heatmap =>
  about(new Heatmap(), of).yAxis(new YAxisConfigBuilder().unit(of.unit)).showLegend();

export const table = (of: About): Table => about(new Table(), of).filterable(false);

type Plain = Omit<About, 'unit'>;

/** Lines of a log. */
export const logLines = ({ queries, ...of }: Plain): Logs => {
  const panel = new Logs()
    .title(of.title)
    .description(of.description)
    .span(of.width ?? 24)
    .height(of.height ?? 8)
    .datasource(datasources.loki)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true);
  for (const query of queries) panel.withTarget(query);
  return panel;
};

/** What good looks like, for who sees the board for the first time. */
export const note = (title: string, description: string, content: string, width = 24): Text =>
  new Text().title(title).description(description).mode(TextMode.Markdown).content(content).span(width).height(3);
