/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.AuthorizationFault;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TaskFault;
import dev.mcpjunit.fault.TimingFault;

/**
 * Which faults can be injected outside of JSON-RPC exchanges. An impossible fault would count as injected and do
 * nothing, so that the test would show nothing.
 */
final class PossibleFaults {

    private PossibleFaults() {}

    /** Whether a fault can happen to the stream on which a server sends by itself, which has no answer. */
    static boolean onListeningStream(Fault fault) {
        if (fault instanceof AnswerFault) {
            return fault instanceof AnswerFault.HttpResponse response && response.execution() == Execution.SKIPPED;
        }
        if (fault instanceof ProtocolFault) {
            return fault instanceof ProtocolFault.HeaderMismatch;
        }
        if (fault instanceof TaskFault) {
            return false;
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

    /** Whether a fault can happen to the request for metadata, whose answer is a document and no message. */
    static boolean onMetadata(Fault fault) {
        return fault instanceof AuthorizationFault.ChangedMetadata
                || fault instanceof TimingFault
                || fault instanceof ConnectionFault.CutBeforeServer
                || fault instanceof ConnectionFault.LoseResponse
                || fault instanceof AnswerFault.HttpResponse
                || fault instanceof AnswerFault.Garbage
                || fault instanceof AnswerFault.TruncatedJson
                || fault instanceof ProtocolFault.HeaderMismatch
                || fault instanceof ProcessFault.ToServer;
    }
}
