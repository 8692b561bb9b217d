/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import java.util.List;

/**
 * What one client made of one fault.
 *
 * @param outcome how the deed ended for it
 * @param notes what else it did or heard
 * @param executed how often the server executed the call, by the server's own count; -1 where there was no call
 * @param next how the next call of the same client ended
 */
record Cell(String outcome, List<String> notes, int executed, String next) {

    private static final String SEPARATOR = "; ";
    private static final String NEXT = "next ";
    private static final String OR = " or ";

    boolean isResult() {
        return outcome.equals("result");
    }

    /** An error that the client saw immediately, or a wait that it gave up. */
    boolean isFailure() {
        return !isResult();
    }

    boolean timesOut() {
        return outcome.equals(TableWords.TIMES_OUT);
    }

    /** It is, or may be, waited for in vain. */
    boolean mayTimeOut() {
        return names(outcome, TableWords.TIMES_OUT) || names(next, TableWords.TIMES_OUT);
    }

    /** The server executed the call, once. */
    boolean isExecuted() {
        return executed == 1;
    }

    boolean isNotExecuted() {
        return executed == 0;
    }

    /** The client has reported it to its user, beside the outcome. */
    boolean isReported() {
        return notes(TableWords.REPORTS);
    }

    /** The next call fails too. */
    boolean isForGood() {
        return !next.equals("ok");
    }

    /** Whether what was seen is this, or one of the outcomes that this names where chance decides. */
    boolean allows(Cell seen) {
        return names(outcome, seen.outcome)
                && notes.equals(seen.notes)
                && executed == seen.executed
                && names(next, seen.next);
    }

    private static boolean names(String outcomes, String outcome) {
        return List.of(outcomes.split(OR)).contains(outcome);
    }

    boolean notes(String note) {
        return notes.contains(note);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(outcome);
        notes.forEach(note -> text.append(", ").append(note));
        if (executed >= 0) {
            text.append(SEPARATOR).append(executedInWords());
        }
        return text.append(SEPARATOR).append(NEXT).append(next).toString();
    }

    private String executedInWords() {
        return switch (executed) {
            case 0 -> "not executed";
            case 1 -> "executed";
            default -> "executed " + executed + " times";
        };
    }

    static Cell parse(String text) {
        List<String> parts = List.of(text.split(SEPARATOR));
        List<String> deed = List.of(parts.get(0).split(", "));
        int executed = -1;
        if (parts.size() == 3) {
            String count = parts.get(1).replaceAll("\\D", "");
            executed = parts.get(1).equals("not executed") ? 0 : count.isEmpty() ? 1 : Integer.parseInt(count);
        }
        String next = parts.get(parts.size() - 1).substring(NEXT.length());
        return new Cell(deed.get(0), deed.subList(1, deed.size()), executed, next);
    }
}
