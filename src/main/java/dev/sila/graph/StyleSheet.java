package dev.sila.graph;

/**
 * How pictures look. Plain classes, since not every viewer knows variables; a viewer that knows no
 * media queries shows the light one.
 */
final class StyleSheet {
    static final String TEXT =
            """
            text { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px; fill: #1f2328; }
            .title { font-family: system-ui, "DejaVu Sans", Helvetica, Arial, sans-serif; font-size: 15px; font-weight: bold; }
            .zone, .note { fill: #59636e; }
            .port { font-weight: bold; }
            .paper { fill: #ffffff; }
            .box { fill: none; stroke: #59636e; stroke-width: 1; }
            .vpc { fill: #f6f8fa; stroke-width: 1.5; }
            .row { fill: #ffffff; }
            .cell { fill: #ddf4ff; stroke: #54aeff; }
            .tenant { fill: #fff8c5; stroke: #d4a72c; }
            .end { fill: #ffffff; stroke-width: 1.5; }
            .line { fill: none; stroke: #59636e; stroke-width: 1.5; stroke-linecap: square; }
            .head, .dot { fill: #59636e; stroke: none; }
            .halo { fill: none; stroke: #f6f8fa; stroke-width: 6; }
            .line.lane0 { stroke: #0550ae; } .head.lane0, .dot.lane0 { fill: #0550ae; }
            .line.lane1 { stroke: #8250df; } .head.lane1, .dot.lane1 { fill: #8250df; }
            .line.lane2 { stroke: #1b7c83; } .head.lane2, .dot.lane2 { fill: #1b7c83; }
            .line.lane3 { stroke: #bf3989; } .head.lane3, .dot.lane3 { fill: #bf3989; }
            .line.lane4 { stroke: #7d4e00; } .head.lane4, .dot.lane4 { fill: #7d4e00; }
            .line.lane5 { stroke: #424a53; } .head.lane5, .dot.lane5 { fill: #424a53; }
            tspan.added { fill: #1a7f37; font-weight: bold; }
            tspan.removed { fill: #cf222e; text-decoration: line-through; }
            tspan.changed { fill: #9a6700; font-weight: bold; }
            tspan.sign { text-decoration: none; font-weight: bold; }
            .box.added { stroke: #1a7f37; stroke-width: 3; }
            .box.removed { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 8 5; }
            .box.changed { stroke: #9a6700; stroke-width: 2; stroke-dasharray: 2 3; }
            .line.added { stroke: #1a7f37; stroke-width: 3; } .head.added, .dot.added { fill: #1a7f37; }
            .line.removed { stroke: #cf222e; stroke-dasharray: 8 5; } .head.removed, .dot.removed { fill: #cf222e; }
            .line.changed { stroke: #9a6700; stroke-dasharray: 2 3; } .head.changed, .dot.changed { fill: #9a6700; }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; }
            .zone, .note { fill: #9198a1; }
            .paper { fill: #0d1117; }
            .box { stroke: #9198a1; }
            .vpc { fill: #151b23; }
            .row, .end { fill: #0d1117; }
            .cell { fill: #0c2d4f; stroke: #1f6feb; }
            .tenant { fill: #3a2d04; stroke: #9e6a03; }
            .line { stroke: #9198a1; }
            .head, .dot { fill: #9198a1; }
            .halo { stroke: #151b23; }
            .line.lane0 { stroke: #79c0ff; } .head.lane0, .dot.lane0 { fill: #79c0ff; }
            .line.lane1 { stroke: #d2a8ff; } .head.lane1, .dot.lane1 { fill: #d2a8ff; }
            .line.lane2 { stroke: #56d4dd; } .head.lane2, .dot.lane2 { fill: #56d4dd; }
            .line.lane3 { stroke: #ff9bce; } .head.lane3, .dot.lane3 { fill: #ff9bce; }
            .line.lane4 { stroke: #f0b072; } .head.lane4, .dot.lane4 { fill: #f0b072; }
            .line.lane5 { stroke: #b7bdc8; } .head.lane5, .dot.lane5 { fill: #b7bdc8; }
            tspan.added { fill: #3fb950; }
            tspan.removed { fill: #ff7b72; }
            tspan.changed { fill: #e3b341; }
            .box.added, .line.added { stroke: #3fb950; } .head.added, .dot.added { fill: #3fb950; }
            .box.removed, .line.removed { stroke: #ff7b72; } .head.removed, .dot.removed { fill: #ff7b72; }
            .box.changed, .line.changed { stroke: #e3b341; } .head.changed, .dot.changed { fill: #e3b341; }
            }
            """;

    private StyleSheet() {}
}
