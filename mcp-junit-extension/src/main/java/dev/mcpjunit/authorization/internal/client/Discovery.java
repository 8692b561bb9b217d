/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.internal.secret.Addresses;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out from a refusal where to log in, and refuses metadata that is not about this server or that issuer. */
final class Discovery {

    /** The most characters of the reason in a message. */
    private static final int REASON = 4_000;

    private final String subject;
    private final URI server;
    private final OAuthHttp http;

    Discovery(String subject, URI server, OAuthHttp http) {
        this.subject = subject;
        this.server = server;
        this.http = http;
    }

    /**
     * What a server says about its protection.
     *
     * @param resource what tokens must be for
     * @param scopes what it says that is needed; may be empty
     */
    record Resource(String resource, String issuer, List<String> scopes) {}

    Resource resource(Challenge challenge, Deadline deadline) {
        MetadataDocument found = challenge
                .find("resource_metadata")
                .map(address -> named(address, deadline))
                .orElseGet(() -> wellKnown(deadline));
        JsonObject metadata = found.document().orElse(JsonObject.EMPTY);
        String where = Addresses.withoutSecrets(found.address());
        String resource = metadata.string("resource").orElse("");
        if (!WellKnown.isResource(resource, server.toString())) {
            throw failed("its metadata at " + where + " is for "
                    + (resource.isEmpty() ? "no resource" : "the resource '" + resource + "'") + ", not for " + server
                    + ". A token for it would be for another server, so none is requested. Set 'resource' in the"
                    + " metadata to the address that clients use.");
        }
        List<String> issuers = strings(metadata, "authorization_servers");
        if (issuers.isEmpty()) {
            throw failed("its metadata at " + where + " names no authorization server. Add 'authorization_servers'.");
        }
        return new Resource(resource, issuers.get(0), strings(metadata, "scopes_supported"));
    }

    private MetadataDocument named(String address, Deadline deadline) {
        URI metadata;
        try {
            metadata = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw failed("resource_metadata in its challenge is not an address: '" + Addresses.withoutSecrets(address)
                    + "'.");
        }
        MetadataDocument found = http.ofServer(safe(metadata, "the metadata of the server"), deadline);
        if (found.document().isEmpty()) {
            throw failed("resource_metadata in its challenge is " + OAuthHttp.printable(metadata) + ", which "
                    + found.answer() + ". Serve the metadata of the server there, as a JSON document.");
        }
        return found;
    }

    private MetadataDocument wellKnown(Deadline deadline) {
        var answers = new ArrayList<String>();
        for (URI address : WellKnown.ofResource(server)) {
            MetadataDocument found = http.ofServer(address, deadline);
            if (found.document().isPresent()) {
                return found;
            }
            answers.add(OAuthHttp.printable(address) + " " + found.answer());
        }
        throw failed("it does not say where to log in: its challenge has no resource_metadata, and "
                + String.join(" and ", answers) + ". Serve the metadata of the server at one of them.");
    }

    IssuerMetadata issuer(String issuer, Deadline deadline) {
        URI address;
        try {
            address = URI.create(issuer);
        } catch (IllegalArgumentException malformed) {
            throw failed("its metadata names an authorization server that is not an address: '"
                    + Addresses.withoutSecrets(issuer) + "'.");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw failed("its metadata names the authorization server " + Addresses.withoutSecrets(issuer)
                    + " with user information, a query or a fragment, which no issuer may have (RFC 8414).");
        }
        safe(address, "the authorization server");
        var answers = new ArrayList<String>();
        for (URI wellKnown : WellKnown.ofIssuer(address)) {
            MetadataDocument found = http.ofIssuer(wellKnown, deadline);
            Optional<JsonObject> document = found.document();
            if (document.isPresent()) {
                return checked(issuer, wellKnown, document.get());
            }
            answers.add(OAuthHttp.printable(wellKnown) + " " + found.answer());
        }
        throw failed("its authorization server " + issuer + " has no metadata: " + String.join(", ", answers) + ".");
    }

    private IssuerMetadata checked(String issuer, URI where, JsonObject document) {
        String named = document.string("issuer").orElse("");
        if (!named.equals(issuer)) {
            throw failed(
                    "the metadata of its authorization server at " + OAuthHttp.printable(where) + " is of the issuer '"
                            + named + "', not of '" + issuer + "', so it is not used. The two must be identical.");
        }
        return new IssuerMetadata(issuer, document, this);
    }

    /** An address that secrets may be sent to: by HTTPS, or on this machine. */
    URI safe(URI address, String what) {
        if (!OAuthHttp.isSafe(address)) {
            throw failed(what + " is at '" + origin(address) + "'. It must be at https, or on this machine.");
        }
        return address;
    }

    private static String origin(URI address) {
        return Addresses.withoutSecrets(address.getScheme() + "://" + address.getRawAuthority());
    }

    AuthorizationFailedException failed(String reason) {
        return new AuthorizationFailedException(
                subject + " requires authorization, but " + Printable.line(reason, REASON), null);
    }

    static List<String> strings(JsonObject object, String name) {
        return object.array(name).map(JsonArray::items).orElse(List.of()).stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .toList();
    }
}
