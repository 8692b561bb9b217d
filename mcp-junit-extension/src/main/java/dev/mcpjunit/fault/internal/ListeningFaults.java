/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;

/**
 * Which faults can happen to the stream on which a server sends by itself. A fault that waits for an answer would count
 * as happened and do nothing, so that the test would show nothing.
 */
final class ListeningFaults {

    private ListeningFaults() {}

    static boolean canHappen(Fault fault) {
        if (fault instanceof AnswerFault) {
            return fault instanceof AnswerFault.HttpResponse response && response.execution() == Execution.SKIPPED;
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
