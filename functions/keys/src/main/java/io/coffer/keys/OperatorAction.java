package io.coffer.keys;

import java.util.List;

/** An action of Coffer's own on the accounts of an installation. */
interface OperatorAction extends QueryAction {

    @Override
    default QueryService service() {
        return QueryService.IAM;
    }

    @Override
    default String permission() {
        return "coffer:" + name();
    }

    @Override
    default boolean isForOperator(QueryCall call) {
        return true;
    }

    @Override
    default List<String> resources(QueryCall call) {
        return List.of("*");
    }
}
