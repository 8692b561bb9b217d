/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

/**
 * Which faults can happen to the stream on which a server sends by itself. Those that wait for an answer would count as
 * happened, and nothing would: a test that asks for one would show nothing.
 */
final class ListeningFaults {

    private ListeningFaults() {}

    static boolean canHappen(Fault fault) {
        if (fault instanceof AnswerFault) {
            return fault instanceof AnswerFault.HttpResponse response && !response.executed();
        }
        if (fault instanceof ProtocolFault) {
            return fault instanceof ProtocolFault.HeaderMismatch;
        }
        if (fault instanceof ProcessFault) {
            return fault instanceof ProcessFault.ToServer;
        }
        return !waitsForAnswer(fault);
    }

    private static boolean waitsForAnswer(Fault fault) {
        return fault instanceof ConnectionFault.LoseResponse
                || fault instanceof TimingFault.DelayAnswer
                || fault instanceof TimingFault.HoldAnswer
                || fault instanceof StreamFault.Reorder
                || fault instanceof StreamFault.EndBeforeAnswer
                || (fault instanceof ConnectionFault.CutInMessage cut && cut.message() == 0)
                || (fault instanceof StreamFault.DropMessage drop && drop.message() == 0)
                || (fault instanceof StreamFault.DuplicateMessage twice && twice.message() == 0);
    }
}
