package dev.sila.graph;

/** What charts need besides {@link StyleSheet}: the colours of its lanes, as curves and areas. */
final class ChartStyle {
    static final String TEXT =
            """
            .grid { stroke: #d1d9e0; stroke-width: 1; fill: none; }
            .curve { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
            .curve.series0 { stroke: #0550ae; } .swatch.series0 { fill: #0550ae; }
            .curve.series1 { stroke: #8250df; stroke-width: 2; } .swatch.series1 { fill: #8250df; }
            .curve.series2 { stroke: #59636e; stroke-dasharray: 2 4; } .swatch.series2 { fill: #59636e; }
            .area { stroke: none; } .area.series3, .swatch.series3 { fill: #aceebb; }
            .level { stroke: #cf222e; stroke-width: 1; stroke-dasharray: 8 5; fill: none; }
            .name { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; fill: #cf222e; }
            .mark { stroke: none; } .mark.up, .swatch.up { fill: #1a7f37; } .mark.down, .swatch.down { fill: #cf222e; } .mark.timed, .swatch.timed { fill: #9a6700; }
            @media (prefers-color-scheme: dark) {
            .grid { stroke: #3d444d; }
            .curve.series0 { stroke: #79c0ff; } .swatch.series0 { fill: #79c0ff; }
            .curve.series1 { stroke: #d2a8ff; } .swatch.series1 { fill: #d2a8ff; }
            .curve.series2 { stroke: #9198a1; } .swatch.series2 { fill: #9198a1; }
            .area.series3, .swatch.series3 { fill: #033a16; }
            .level { stroke: #ff7b72; }
            .name { stroke: #0d1117; fill: #ff7b72; }
            .mark.up, .swatch.up { fill: #3fb950; } .mark.down, .swatch.down { fill: #ff7b72; } .mark.timed, .swatch.timed { fill: #e3b341; }
            }
            """;

    private ChartStyle() {}
}
