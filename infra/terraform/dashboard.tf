# One page of CloudWatch with what the alarms look at, and more.

locals {
  dashboard_tables = ["objects", "buckets", "parts", "reclaim", "small-blobs"]

  # Lines of a graph: a metric of each API, function or table.
  api_lines = {
    for metric in ["Count", "4xx", "5xx", "Latency"] : metric => [
      for name, api in aws_apigatewayv2_api.all : ["AWS/ApiGateway", metric, "ApiId", api.id, { label = "${name} ${metric}" }]
    ]
  }
  function_lines = {
    for metric in ["Duration", "Invocations", "Errors", "Throttles"] : metric => [
      for name, function in aws_lambda_function.all :
      ["AWS/Lambda", metric, "FunctionName", function.function_name, { label = "${name} ${metric}" }] if name != "setup"
    ]
  }
  table_lines = {
    for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents"] : metric => [
      for name in local.dashboard_tables :
      ["AWS/DynamoDB", metric, "TableName", aws_dynamodb_table.all[name].name, { label = "${name} ${metric}" }]
    ]
  }
  # Whatever operations there were.
  operation_lines = {
    for stat in ["SampleCount", "p99"] : stat => [[{ expression = "SEARCH('${local.operation_search}', '${stat}', 300)" }]]
  }
  operation_search = "{Coffer,TablePrefix,Operation,Status} MetricName=\"RequestMilliseconds\" TablePrefix=\"${var.table_prefix}\""

  dashboard_widgets = [
    { title = "Requests", stat = "Sum", metrics = local.api_lines["Count"] },
    { title = "Responses with 4xx and 5xx", stat = "Sum", metrics = concat(local.api_lines["4xx"], local.api_lines["5xx"]) },
    { title = "Milliseconds until the gateway answered", stat = "p99", metrics = local.api_lines["Latency"] },
    { title = "Milliseconds in the functions, p99", stat = "p99", metrics = local.function_lines["Duration"] },
    { title = "Invocations", stat = "Sum", metrics = local.function_lines["Invocations"] },
    {
      title   = "Failed and throttled invocations"
      stat    = "Sum"
      metrics = concat(local.function_lines["Errors"], local.function_lines["Throttles"])
    },
    {
      title   = "Units of DynamoDB"
      stat    = "Sum"
      metrics = concat(local.table_lines["ConsumedReadCapacityUnits"], local.table_lines["ConsumedWriteCapacityUnits"])
    },
    {
      title   = "Throttled events of DynamoDB"
      stat    = "Sum"
      metrics = concat(local.table_lines["ReadThrottleEvents"], local.table_lines["WriteThrottleEvents"])
    },
    {
      title   = "Seconds that bytes have waited to be reclaimed"
      stat    = "Maximum"
      metrics = [["Coffer", "ReclaimAgeSeconds", "TablePrefix", var.table_prefix]]
    },
    { title = "Requests by operation, if they are counted", stat = "SampleCount", metrics = local.operation_lines["SampleCount"] },
    { title = "Milliseconds by operation, p99, if they are counted", stat = "p99", metrics = local.operation_lines["p99"] },
  ]
}

resource "aws_cloudwatch_dashboard" "all" {
  count = var.dashboard ? 1 : 0

  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for place, widget in local.dashboard_widgets : {
        type   = "metric"
        x      = place % 2 * 12
        y      = floor(place / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = widget.title
          region  = data.aws_region.current.id
          period  = 300
          stat    = widget.stat
          metrics = widget.metrics
        }
      }
    ]
  })
}
