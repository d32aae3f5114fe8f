package dev.sila.graph;

/** Texts inside XML 1.0. */
final class Xml {
    private Xml() {}

    /** The text as content or as an attribute's value; what XML cannot hold becomes U+FFFD. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(each -> {
                    switch (each) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&#39;");
                        default -> escaped.appendCodePoint(allowed(each) ? each : 0xFFFD);
                    }
                });
        return escaped.toString();
    }

    /** The Char production of XML 1.0. */
    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
