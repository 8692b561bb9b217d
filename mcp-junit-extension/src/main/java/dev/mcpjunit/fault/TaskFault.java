/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** Faults of calls that a server executes as tasks: the task is not what the server has promised. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface TaskFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /** The server does not know the task: error -32602. The request does not reach the server. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record LostTask() implements TaskFault {
        @Override
        public String toString() {
            return "task lost";
        }
    }

    /** The task never ends: its status stays {@code working}. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndlessTask() implements TaskFault {
        @Override
        public String toString() {
            return "task without end";
        }
    }

    /**
     * The task is completed, and its result is gone: {@code tasks/result} is answered with error -32602 and does not
     * reach the server, and {@code tasks/get} of 2026-07-28 has no result.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record LostTaskResult() implements TaskFault {
        @Override
        public String toString() {
            return "result of the task lost";
        }
    }

    /**
     * The status goes backwards: the answer that creates the task says that it is completed, and later answers say what
     * the server says.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record BackwardTask() implements TaskFault {
        @Override
        public String toString() {
            return "status of the task goes backwards";
        }
    }
}
