package io.coffer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A {@link DynamoDbTap} in front of DynamoDB Local. */
final class DynamoDbTapHandler extends Handler.Wrapper {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");

    private final DynamoDbTap tap;
    private final TransactionCosts transactions;

    DynamoDbTapHandler(Handler dynamoDb, DynamoDbTap tap, TransactionCosts transactions) {
        super(dynamoDb);
        this.tap = tap;
        this.transactions = transactions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (tap.isIdle()) {
            return super.handle(request, response, callback);
        }
        byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
        DynamoDbRequest asked = DynamoDbRequest.read(request.getHeaders(), body);
        var refused = tap.permissions().refused(asked.caller(), asked.accesses());
        if (refused.isPresent()) {
            deny(asked, refused.get(), response, callback);
            return true;
        }
        if (!tap.isRecording()) {
            return super.handle(new WithBody(request, body), response, callback);
        }
        List<Integer> sizes = asked.isTransactionalWrite() ? transactions.sizes(asked.transactItems()) : List.of();
        Answer answer = new Answer(request, response);
        return super.handle(new WithBody(request, asked.askingForCapacity()), answer,
                new Callback.Nested(callback) {
                    @Override
                    public void succeeded() {
                        tap.answered(call(asked, sizes, answer));
                        response.write(true, ByteBuffer.wrap(answer.body.toByteArray()), getCallback());
                    }
                });
    }

    private DynamoDbCall call(DynamoDbRequest asked, List<Integer> sizes, Answer answer) {
        boolean ok = answer.getStatus() == OK;
        double read = ok && READS.contains(asked.operation()) ? readUnits(asked, answer.json()) : 0;
        double written = !ok || READS.contains(asked.operation()) ? 0
                : asked.isTransactionalWrite()
                ? TransactionCosts.writeUnits(sizes, transactions.sizes(asked.transactItems()))
                : consumed(answer.json());
        return new DynamoDbCall(asked.caller(), asked.operation(), asked.accesses(), read, written, answer.getStatus());
    }

    /** DynamoDB Developer Guide, read operations: a query that finds nothing costs the least a read can; in DynamoDB Local, nothing. */
    private static double readUnits(DynamoDbRequest asked, JsonNode answer) {
        double least = asked.body().path("ConsistentRead").asBoolean() ? 1 : 0.5;
        return asked.operation().equals("Query") ? Math.max(least, consumed(answer)) : consumed(answer);
    }

    /** Operations on several tables answer a list. */
    private static double consumed(JsonNode answer) {
        JsonNode consumed = answer.path("ConsumedCapacity");
        double units = consumed.path("CapacityUnits").asDouble();
        for (JsonNode table : consumed) {
            units += table.path("CapacityUnits").asDouble();
        }
        return units;
    }

    /** As DynamoDB answers a role whose policies say nothing of the action. */
    private static void deny(DynamoDbRequest asked, Access refused, Response response, Callback callback) throws IOException {
        String resource = "arn:aws:dynamodb:%s:%s:table/%s".formatted(DynamoDbTap.REGION.id(), DynamoDbTap.ACCOUNT, refused.resource());
        ObjectNode error = DynamoDbRequest.JSON.createObjectNode()
                .put("__type", "com.amazon.coral.service#AccessDeniedException")
                .put("Message", ("User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: dynamodb:%s on resource: %s"
                        + " because no identity-based policy allows the dynamodb:%s action").formatted(
                        DynamoDbTap.ACCOUNT, asked.caller(), asked.caller(), refused.action(), resource, refused.action()));
        response.setStatus(BAD_REQUEST);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        response.write(true, ByteBuffer.wrap(DynamoDbRequest.JSON.writeValueAsBytes(error)), callback);
    }

    /** A request whose body was read, and may have been replaced. */
    private static final class WithBody extends Request.Wrapper {

        private final Content.Source body;
        private final HttpFields headers;

        WithBody(Request request, byte[] body) {
            super(request);
            this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
            this.headers = HttpFields.build(request.getHeaders()).put(HttpHeader.CONTENT_LENGTH, body.length);
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public long getLength() {
            return body.getLength();
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demand) {
            body.demand(demand);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }

    /** An answer that is kept until it was counted: no client has it before. */
    private static final class Answer extends Response.Wrapper {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Answer(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (content != null) {
                body.writeBytes(BufferUtil.toArray(content));
                content.position(content.limit());
            }
            callback.succeeded();
        }

        JsonNode json() {
            try {
                return DynamoDbRequest.JSON.readTree(body.toByteArray());
            } catch (IOException e) {
                throw new IllegalStateException("DynamoDB Local did not answer JSON", e);
            }
        }
    }
}
