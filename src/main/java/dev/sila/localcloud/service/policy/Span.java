package dev.sila.localcloud.service.policy;

/** Where a statement stands in its document: lines and columns from 1, the end behind its brace. */
public record Span(int startLine, int startColumn, int endLine, int endColumn) {}
