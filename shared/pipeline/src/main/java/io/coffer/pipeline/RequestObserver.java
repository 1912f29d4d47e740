package io.coffer.pipeline;

/**
 * Is told of every request that the pipeline answered, on the thread that answers it. It delays the response, so it is to be quick. It must
 * not throw.
 */
public interface RequestObserver {

    RequestObserver NONE = answered -> {};

    void answered(AnsweredRequest request);
}
