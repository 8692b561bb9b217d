/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.util.List;
import java.util.Set;

/**
 * What a user, or the operator of a client, has allowed.
 *
 * @param family all tokens that come from one authorization
 * @param resources the resource indicators, in the order of the request
 */
record Grant(String family, String client, String subject, Set<String> scopes, List<String> resources) {

    Grant narrowed(Set<String> fewer, List<String> fewerResources) {
        return new Grant(family, client, subject, fewer, fewerResources);
    }
}
