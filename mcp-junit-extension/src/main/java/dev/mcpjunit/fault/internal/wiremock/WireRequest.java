/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import com.github.tomakehurst.wiremock.common.Gzip;
import com.github.tomakehurst.wiremock.common.Urls;
import com.github.tomakehurst.wiremock.http.ContentTypeHeader;
import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.multipart.PartParser;
import dev.mcpjunit.fault.internal.http.OfferedRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request on the proxy, as WireMock looks at one. */
final class WireRequest implements Request {

    private final OfferedRequest request;
    private final URI origin;
    private final HttpHeaders headers;
    private final Map<String, QueryParameter> query;
    private final byte[] body;

    WireRequest(OfferedRequest request) {
        this.request = request;
        this.origin = URI.create(request.origin());
        this.headers = new HttpHeaders(request.headers().stream()
                .map(field -> new HttpHeader(field.getKey(), field.getValue()))
                .toList());
        this.query = Urls.splitQueryFromUrl(request.target());
        boolean gzip = header("Content-Encoding").isPresent()
                && header("Content-Encoding").firstValue().contains("gzip");
        this.body = gzip ? Gzip.unGzip(request.body()) : request.body();
    }

    @Override
    public String getUrl() {
        return request.target();
    }

    @Override
    public String getAbsoluteUrl() {
        return request.origin() + request.target();
    }

    @Override
    public RequestMethod getMethod() {
        return RequestMethod.fromString(request.method());
    }

    @Override
    public String getScheme() {
        return origin.getScheme();
    }

    @Override
    public String getHost() {
        return origin.getHost();
    }

    @Override
    public int getPort() {
        return origin.getPort();
    }

    @Override
    public String getClientIp() {
        String forwarded = getHeader("X-Forwarded-For");
        return forwarded == null || forwarded.isEmpty() ? request.client() : forwarded;
    }

    @Override
    public @Nullable String getHeader(String key) {
        HttpHeader header = header(key);
        return header.isPresent() ? header.firstValue() : null;
    }

    @Override
    public HttpHeader header(String key) {
        return headers.getHeader(key);
    }

    @Override
    public ContentTypeHeader contentTypeHeader() {
        return headers.getContentTypeHeader();
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public boolean containsHeader(String key) {
        return header(key).isPresent();
    }

    @Override
    public Set<String> getAllHeaderKeys() {
        return headers.keys();
    }

    @Override
    public QueryParameter queryParameter(String key) {
        return query.getOrDefault(key, QueryParameter.absent(key));
    }

    @Override
    public FormParameter formParameter(String key) {
        return formParameters().getOrDefault(key, FormParameter.absent(key));
    }

    @Override
    public Map<String, FormParameter> formParameters() {
        String type = getHeader(ContentTypeHeader.KEY);
        var form = new LinkedHashMap<String, FormParameter>();
        if (type != null && type.toLowerCase(Locale.ROOT).contains("application/x-www-form-urlencoded")) {
            Urls.splitQuery(getBodyAsString())
                    .forEach((name, values) -> form.put(name, new FormParameter(name, values.values())));
        }
        return form;
    }

    @Override
    public Map<String, Cookie> getCookies() {
        var values = new LinkedHashMap<String, List<String>>();
        HttpHeader header = header("Cookie");
        for (String line : header.isPresent() ? header.values() : List.<String>of()) {
            for (String cookie : line.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0) {
                    values.computeIfAbsent(cookie.substring(0, equals).strip(), name -> new ArrayList<>())
                            .add(cookie.substring(equals + 1).strip());
                }
            }
        }
        var cookies = new LinkedHashMap<String, Cookie>();
        values.forEach((name, all) -> cookies.put(name, new Cookie(name, all)));
        return cookies;
    }

    @Override
    public byte[] getBody() {
        return body;
    }

    @Override
    public String getBodyAsString() {
        return new String(body, contentTypeHeader().charset());
    }

    @Override
    public String getBodyAsBase64() {
        return Base64.getEncoder().encodeToString(body);
    }

    @Override
    public boolean isMultipart() {
        String type = getHeader(ContentTypeHeader.KEY);
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    public @Nullable Collection<Part> getParts() {
        return isMultipart() ? PartParser.parseFrom(this) : null;
    }

    @Override
    public @Nullable Part getPart(String name) {
        Collection<Part> parts = getParts();
        return parts == null
                ? null
                : parts.stream()
                        .filter(part -> name.equals(part.getName()))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public boolean isBrowserProxyRequest() {
        return false;
    }

    @Override
    public Optional<Request> getOriginalRequest() {
        return Optional.empty();
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }
}
