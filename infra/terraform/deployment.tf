# Deployments that go on step by step, except with AllAtOnce. Terraform makes the new version of a function and leaves the alias as it is.
# CodeDeploy moves the alias to the version, and back if the API answers with 5xx meanwhile. Nothing of Terraform starts such a deployment:
# the AWS CLI does, which is needed then, and apply waits for its end.

locals {
  is_gradual = var.deployment != "AllAtOnce"
  gradual    = local.is_gradual ? local.answering : toset([])
  aliases    = merge(aws_lambda_alias.live, aws_lambda_alias.gradual)
}

# Has a name of its own, so that it can be made before the other one is gone.
resource "aws_lambda_alias" "gradual" {
  for_each = local.gradual

  name             = "gradual"
  function_name    = aws_lambda_function.all[each.key].function_name
  function_version = aws_lambda_function.all[each.key].version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

data "aws_iam_policy_document" "codedeploy" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "codedeploy" {
  count = local.is_gradual ? 1 : 0

  name_prefix        = "${var.name}-codedeploy-"
  assume_role_policy = data.aws_iam_policy_document.codedeploy.json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "codedeploy" {
  count = local.is_gradual ? 1 : 0

  role       = aws_iam_role.codedeploy[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda"
}

resource "aws_codedeploy_app" "functions" {
  count = local.is_gradual ? 1 : 0

  name             = var.name
  compute_platform = "Lambda"
  tags             = var.tags
}

# What a deployment looks at.
resource "aws_cloudwatch_metric_alarm" "deployment" {
  count = local.is_gradual ? 1 : 0

  alarm_name          = "${var.name}-deployment"
  alarm_description   = "The API answers with 5xx, so that a deployment is taken back."
  treat_missing_data  = "notBreaching"
  namespace           = "Coffer/${var.name}"
  metric_name         = aws_cloudwatch_log_metric_filter.server_errors[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  tags                = var.tags
}

resource "aws_codedeploy_deployment_group" "function" {
  for_each = local.gradual

  app_name               = aws_codedeploy_app.functions[0].name
  deployment_group_name  = each.key
  deployment_config_name = "CodeDeployDefault.Lambda${var.deployment}"
  service_role_arn       = aws_iam_role.codedeploy[0].arn
  tags                   = var.tags
  depends_on             = [aws_iam_role_policy_attachment.codedeploy]

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  alarm_configuration {
    enabled = true
    alarms  = [aws_cloudwatch_metric_alarm.deployment[0].alarm_name]
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
  }
}

# https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-create-lambda-cli.html
resource "terraform_data" "deployment" {
  for_each = local.gradual

  triggers_replace = aws_lambda_function.all[each.key].version
  depends_on       = [aws_codedeploy_deployment_group.function]

  provisioner "local-exec" {
    interpreter = ["/bin/sh", "-euc"]

    environment = {
      AWS_REGION  = data.aws_region.current.id
      APPLICATION = aws_codedeploy_app.functions[0].name
      GROUP       = each.key
      FUNCTION    = aws_lambda_function.all[each.key].function_name
      ALIAS       = aws_lambda_alias.gradual[each.key].name
      VERSION     = aws_lambda_function.all[each.key].version
    }

    command = <<-SHELL
      current=$(aws lambda get-alias --function-name "$FUNCTION" --name "$ALIAS" --query FunctionVersion --output text)
      if [ "$current" = "$VERSION" ]; then exit 0; fi
      properties="Name: $FUNCTION, Alias: $ALIAS, CurrentVersion: '$current', TargetVersion: '$VERSION'"
      content="{version: 0.0, Resources: [{function: {Type: 'AWS::Lambda::Function', Properties: {$properties}}}]}"
      deployment=$(aws deploy create-deployment --application-name "$APPLICATION" --deployment-group-name "$GROUP" \
          --revision "revisionType=AppSpecContent,appSpecContent={content=\"$content\"}" --query deploymentId --output text)
      echo "$FUNCTION: version $VERSION takes the place of $current in deployment $deployment"
      aws deploy wait deployment-successful --deployment-id "$deployment"
    SHELL
  }
}
