package dev.sila.graph;

import dev.sila.engine.Plan;

/** An environment as a picture: for browsers (SVG) and for Graphviz (DOT). */
public final class EnvironmentGraph {
    private final Picture picture;

    private EnvironmentGraph(Picture picture) {
        this.picture = picture;
    }

    /** Which time is drawn. */
    public enum View {
        /** What exists. */
        EXISTING,
        /** What will exist when the plan is carried out. */
        PLANNED,
        /** Both, and what the plan makes of each. */
        COMPARISON
    }

    /** The environment that the plan is about. */
    public static EnvironmentGraph of(Plan plan, View view) {
        return new EnvironmentGraph(
                switch (view) {
                    case EXISTING -> PictureMaker.existing(plan);
                    case PLANNED -> PictureMaker.planned(plan);
                    case COMPARISON -> PictureMaker.comparison(plan);
                });
    }

    /** A document by itself, without scripts, for light and dark viewers. */
    public String svg() {
        return SvgWriter.write(picture, Layout.of(picture));
    }

    /** A graph for {@code dot}. */
    public String dot() {
        return DotWriter.write(picture);
    }
}
