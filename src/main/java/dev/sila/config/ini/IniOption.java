package dev.sila.config.ini;

/**
 * One option of a file, as it is read: continued lines joined, references to other options filled
 * in.
 *
 * @param section the section it stands in, which is {@code DEFAULT} for one of those
 * @param name its name in lower case
 * @param file the file, relative to the environment directory
 * @param line the line on which it begins, from 1
 */
public record IniOption(String section, String name, String value, String file, int line) {

    /** Its place: file and line. */
    public String where() {
        return file + ":" + line;
    }
}
