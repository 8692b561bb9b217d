/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import org.apiguardian.api.API;

/**
 * Handles each kind of source. A new kind adds a method here, so that every visitor must handle it to compile.
 *
 * @param <R> the type of the result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ServerSourceVisitor<R> {

    /**
     * Handle an image.
     *
     * @param image the source
     * @return the result
     */
    R image(ServerSource.Image image);

    /**
     * Handle an image that must be built.
     *
     * @param dockerfile the source
     * @return the result
     */
    R dockerfile(ServerSource.Dockerfile dockerfile);

    /**
     * Handle a command.
     *
     * @param command the source
     * @return the result
     */
    R command(ServerSource.Command command);

    /**
     * Handle a bundle.
     *
     * @param bundle the source
     * @return the result
     */
    R bundle(ServerSource.Bundle bundle);

    /**
     * Handle a server that is already running.
     *
     * @param remote the source
     * @return the result
     */
    R remote(ServerSource.Remote remote);

    /**
     * Handle a server in this JVM.
     *
     * @param inProcess the source
     * @return the result
     */
    R inProcess(ServerSource.InProcess inProcess);

    /**
     * Handle a container that the test configured.
     *
     * @param container the source
     * @return the result
     */
    R container(ServerSource.Container container);
}
