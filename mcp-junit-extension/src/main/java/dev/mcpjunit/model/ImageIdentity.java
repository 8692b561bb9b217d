/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Which image a server runs from.
 *
 * @param reference the image as the test names it
 * @param digest its digest in a registry; empty for an image that was not pulled from one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ImageIdentity(String reference, Optional<String> digest) {

    /**
     * Check whether a reference names one fixed image, not the newest one.
     *
     * @param reference an image as a test names it
     * @return whether there is a tag other than {@code latest}, or a digest
     */
    public static boolean isPinned(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.contains("@") || (last.contains(":") && !last.endsWith(":latest"));
    }
}
