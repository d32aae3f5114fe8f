package dev.sila.graph;

/** What a plan does to something that is drawn. */
enum Mark {
    SAME("", "same"),
    ADDED("+ ", "added"),
    REMOVED("− ", "removed"),
    CHANGED("~ ", "changed");

    private final String sign;
    private final String word;

    Mark(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** What stands in front of a text, so that colour alone does not tell; with a space. */
    String sign() {
        return sign;
    }

    /** Its name in the legend and in style sheets. */
    String word() {
        return word;
    }
}
