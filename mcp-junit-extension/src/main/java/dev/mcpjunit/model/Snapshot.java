/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is pinned: a catalog, and the image it was captured from.
 *
 * @param catalog everything the server declared
 * @param image the image the server ran from, if it did from one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Snapshot(Catalog catalog, Optional<ImageIdentity> image) {}
