/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import dev.mcpjunit.internal.text.ForeignFailure;
import dev.mcpjunit.internal.text.Printable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Anything that goes wrong between a test and a server: {@link ServerStartException},
 * {@link ServerUnreachableException}, {@link ServerDiedException}, {@link McpTimeoutException},
 * {@link McpProtocolException}, {@link McpErrorException}, {@link TaskCancelledException} and
 * {@link AuthorizationFailedException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class McpException extends RuntimeException
        permits ServerStartException,
                ServerUnreachableException,
                ServerDiedException,
                McpTimeoutException,
                McpProtocolException,
                McpErrorException,
                TaskCancelledException,
                AuthorizationFailedException {

    private static final long serialVersionUID = 1L;

    McpException(String message, @Nullable Throwable cause) {
        super(Printable.message(message), ForeignFailure.printable(cause));
    }
}
